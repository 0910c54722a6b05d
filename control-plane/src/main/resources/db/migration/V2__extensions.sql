-- What the plumbing needs beside the sixteen tables.

CREATE TABLE network_members (
    network_id uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    user_id    uuid        NOT NULL REFERENCES users (id),
    role       text        NOT NULL,
    added_by   uuid        REFERENCES users (id),
    added_at   timestamptz NOT NULL,
    PRIMARY KEY (network_id, user_id),
    CONSTRAINT network_members_role CHECK (role IN ('owner', 'admin', 'operator', 'viewer'))
);
CREATE INDEX network_members_user ON network_members (user_id, network_id);
CREATE UNIQUE INDEX network_members_one_owner ON network_members (network_id) WHERE role = 'owner';

-- The end of each audit chain; its row lock orders the chain.
CREATE TABLE audit_chains (
    chain text   PRIMARY KEY,
    seq   bigint NOT NULL,
    head  bytea  NOT NULL
);

-- What a commit left to be done outside the database. Rows of one network are written under its row lock, so position
-- orders them as they were committed. A row that was carried is deleted.
CREATE TABLE outbox (
    position      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    network_id    uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    kind          text        NOT NULL,
    -- Events are in order among themselves, and so is work for the broker; neither waits for the other.
    lane          text        NOT NULL GENERATED ALWAYS AS (CASE kind WHEN 'event' THEN 'event' ELSE 'work' END) STORED,
    message_id    uuid        NOT NULL,
    payload       text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    available_at  timestamptz NOT NULL DEFAULT now(),
    attempts      integer     NOT NULL DEFAULT 0,
    last_error    text,
    claimed_by    text,
    claimed_until timestamptz,
    parked_at     timestamptz
);
CREATE INDEX outbox_order ON outbox (network_id, lane, position) WHERE parked_at IS NULL;
CREATE INDEX outbox_parked ON outbox (network_id, position) WHERE parked_at IS NOT NULL;

CREATE TABLE idempotency_keys (
    tenant      text        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    response    text        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

-- Who may do what only one process at a time may do; epoch fences a holder that slept.
CREATE TABLE leases (
    name       text        PRIMARY KEY,
    holder     text        NOT NULL,
    epoch      bigint      NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Sessions that ended before their time.
CREATE TABLE revoked_tokens (
    jti        uuid        PRIMARY KEY,
    user_id    uuid        REFERENCES users (id) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz NOT NULL
);
CREATE INDEX revoked_tokens_age ON revoked_tokens (expires_at);
