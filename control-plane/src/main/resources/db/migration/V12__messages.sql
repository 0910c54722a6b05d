-- Messages that were delivered as often as is allowed and never answered. They stand here and not in a stream, because
-- the copy, its event and who put it back or deleted it are one transaction, and because what a person must look at
-- should outlive the broker's disk.

CREATE TABLE dead_letters (
    network_id  uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    seq         bigint      GENERATED ALWAYS AS IDENTITY,
    -- No foreign key: what an agent left unanswered is to be seen after it is gone.
    agent_id    text        NOT NULL,
    subject     text        NOT NULL,
    -- Where it lay; with the time, since a stream that is made anew counts from 1 again.
    stream_seq  bigint      NOT NULL,
    stored_at   timestamptz NOT NULL,
    died_at     timestamptz NOT NULL,
    deliveries  bigint      NOT NULL,
    message_id  uuid,
    correlation_id uuid,
    content     bytea       NOT NULL,
    requeued_at timestamptz,
    PRIMARY KEY (network_id, seq),
    CONSTRAINT dead_letters_once UNIQUE (network_id, stream_seq, stored_at)
);
CREATE INDEX dead_letters_agent ON dead_letters (network_id, agent_id, seq);
CREATE INDEX dead_letters_message ON dead_letters (network_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX dead_letters_conversation ON dead_letters (network_id, correlation_id) WHERE correlation_id IS NOT NULL;
CREATE INDEX dead_letters_age ON dead_letters (died_at);
