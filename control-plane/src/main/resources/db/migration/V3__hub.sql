-- What the hub keeps: the root of trust, what each network's account is and was last told, every credential issued, and
-- the history of presence.

CREATE TABLE nats_trust (
    id              smallint    PRIMARY KEY DEFAULT 1,
    operator_key    text        NOT NULL,
    operator_jwt    text        NOT NULL,
    signing_key     text        NOT NULL,
    system_account  text        NOT NULL,
    system_jwt      text        NOT NULL,
    control_account text        NOT NULL,
    control_jwt     text        NOT NULL,
    sealed_seeds    bytea       NOT NULL,
    seal_key_id     text        NOT NULL,
    -- The identity key is needed only to change the operator itself, and may be taken away to be kept offline.
    sealed_identity bytea,
    created_at      timestamptz NOT NULL,
    CONSTRAINT nats_trust_one CHECK (id = 1)
);

CREATE TABLE nats_account_state (
    network_id   uuid        PRIMARY KEY REFERENCES networks (id) ON DELETE CASCADE,
    account      text        NOT NULL UNIQUE,
    signing_key  text        NOT NULL,
    role_keys    jsonb       NOT NULL,
    sealed_seeds bytea       NOT NULL,
    seal_key_id  text        NOT NULL,
    -- What the broker was last seen to have: the network's authz_version, the digest of the claims, the JWT's own id.
    applied_version bigint   NOT NULL DEFAULT 0,
    applied_hash text,
    applied_jti  text,
    -- Never goes back: the broker takes an older JWT over a newer one without a word.
    max_iat      bigint      NOT NULL DEFAULT 0,
    checked_at   timestamptz,
    error        text,
    deleted_at   timestamptz
);

CREATE TABLE nats_credentials (
    user_key      text        PRIMARY KEY,
    network_id    uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    user_name     text        NOT NULL,
    -- Whose rights it has: a role, or console.
    role          text        NOT NULL,
    agent_id      text,
    user_id       uuid        REFERENCES users (id),
    iat           bigint      NOT NULL,
    issued_at     timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    revoked_at    timestamptz,
    revoke_reason text,
    CONSTRAINT nats_credentials_of_one CHECK ((agent_id IS NULL) <> (user_id IS NULL)),
    FOREIGN KEY (network_id, agent_id) REFERENCES agents (network_id, id) ON DELETE CASCADE
);
CREATE INDEX nats_credentials_agent ON nats_credentials (agent_id, expires_at) WHERE agent_id IS NOT NULL;
CREATE INDEX nats_credentials_revoked ON nats_credentials (network_id, expires_at) WHERE revoked_at IS NOT NULL;
CREATE INDEX nats_credentials_age ON nats_credentials (expires_at);

CREATE TABLE presence_changes (
    agent_id      text        NOT NULL,
    at            timestamptz NOT NULL,
    position      bigint      GENERATED ALWAYS AS IDENTITY,
    network_id    uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    from_presence text        NOT NULL,
    to_presence   text        NOT NULL,
    cause         text        NOT NULL,
    status        text,
    stuck         boolean     NOT NULL,
    PRIMARY KEY (agent_id, at, position)
);
CREATE INDEX presence_changes_age ON presence_changes (at);

-- Whether the last heartbeat came by HTTP: such an agent may be well without a connection.
ALTER TABLE agents ADD COLUMN last_heartbeat_over_http boolean NOT NULL DEFAULT false;
