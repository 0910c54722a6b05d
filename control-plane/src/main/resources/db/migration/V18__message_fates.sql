-- What became of messages, for a day: the broker forgets a message the moment it is handled, and says nothing when one
-- grows too old.
CREATE TABLE message_fates (
    network_id     uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    -- A stream that is made anew counts from 1 again; then what is here of the same place is overwritten.
    stream_seq     bigint      NOT NULL,
    agent_id       text        NOT NULL,
    sender         text,
    message_id     uuid,
    correlation_id uuid,
    -- Absent where only its end was heard.
    stored_at      timestamptz,
    expires_at     timestamptz,
    handled_at     timestamptz,
    deliveries     bigint,
    -- When its time was found to be over while it was still in the inbox.
    expired_at     timestamptz,
    -- Whether its time is over and it was looked for.
    looked_for     boolean     NOT NULL DEFAULT false,
    noted_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (network_id, stream_seq)
);
CREATE INDEX message_fates_message ON message_fates (network_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX message_fates_conversation ON message_fates (network_id, correlation_id) WHERE correlation_id IS NOT NULL;
CREATE INDEX message_fates_due ON message_fates (expires_at) WHERE handled_at IS NULL AND NOT looked_for;
CREATE INDEX message_fates_age ON message_fates (noted_at);
