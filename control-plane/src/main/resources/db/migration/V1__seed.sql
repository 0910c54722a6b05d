-- The sixteen tables of the architecture page, by domain. Every row of a tenant carries network_id.

-- Identity -----------------------------------------------------------------------------------------------------------

CREATE TABLE users (
    id                  uuid        PRIMARY KEY,
    email               text        NOT NULL,
    name                text        NOT NULL,
    password_hash       text        NOT NULL,
    status              text        NOT NULL DEFAULT 'active',
    -- A session made before this moment is over, except the one that changed the password.
    sessions_valid_from timestamptz NOT NULL,
    kept_session        uuid,
    version             bigint      NOT NULL DEFAULT 1,
    last_login_at       timestamptz,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CONSTRAINT users_email_unique UNIQUE (email),
    CONSTRAINT users_email_lower CHECK (email = lower(email)),
    CONSTRAINT users_status CHECK (status IN ('active', 'suspended'))
);

-- Network ------------------------------------------------------------------------------------------------------------

CREATE TABLE networks (
    id            uuid        PRIMARY KEY,
    name          text        NOT NULL,
    slug          text        NOT NULL,
    plan          text        NOT NULL DEFAULT 'starter',
    status        text        NOT NULL DEFAULT 'active',
    owner_id      uuid        NOT NULL REFERENCES users (id),
    zone          text,
    -- Counts what a broker's account must know: it is level with the account's applied version, or being brought there.
    authz_version bigint      NOT NULL DEFAULT 1,
    -- The last number given to an event of this network; gap-free, because it is taken under this row's lock.
    event_seq     bigint      NOT NULL DEFAULT 0,
    version       bigint      NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT networks_slug_shape CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    CONSTRAINT networks_plan CHECK (plan IN ('starter', 'team', 'business', 'enterprise')),
    CONSTRAINT networks_status CHECK (status IN ('active', 'suspended', 'deleting'))
);
CREATE UNIQUE INDEX networks_slug_unique ON networks (slug) WHERE status <> 'deleting';
CREATE INDEX networks_owner ON networks (owner_id);

CREATE TABLE authority_keys (
    id             uuid        PRIMARY KEY,
    network_id     uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    kid            text        NOT NULL,
    algorithm      text        NOT NULL DEFAULT 'ES256',
    public_jwk     jsonb       NOT NULL,
    sealed_private bytea,
    seal_key_id    text,
    status         text        NOT NULL DEFAULT 'next',
    created_at     timestamptz NOT NULL,
    activated_at   timestamptz,
    retired_at     timestamptz,
    gone_at        timestamptz,
    CONSTRAINT authority_keys_kid_unique UNIQUE (kid),
    CONSTRAINT authority_keys_algorithm CHECK (algorithm = 'ES256'),
    CONSTRAINT authority_keys_status CHECK (status IN ('next', 'active', 'retiring', 'gone', 'revoked')),
    CONSTRAINT authority_keys_sealed CHECK ((sealed_private IS NULL) = (seal_key_id IS NULL))
);
CREATE UNIQUE INDEX authority_keys_one_active ON authority_keys (network_id) WHERE status = 'active';

CREATE TABLE agents (
    id                        text        PRIMARY KEY,
    network_id                uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    name                      text        NOT NULL,
    slug                      text        NOT NULL,
    role                      text        NOT NULL DEFAULT 'assistant',
    description               text,
    transport                 text        NOT NULL DEFAULT 'nats',
    endpoint_url              text,
    -- What the last heartbeat that changed something said.
    location                  jsonb,
    transports                text[]      NOT NULL DEFAULT '{}',
    capabilities              text[]      NOT NULL DEFAULT '{}',
    builtin_skills            text[]      NOT NULL DEFAULT '{}',
    custom_skills             text[]      NOT NULL DEFAULT '{}',
    tools                     text[]      NOT NULL DEFAULT '{}',
    last_heartbeat_at         timestamptz,
    api_key_hash              bytea,
    api_key_created_at        timestamptz,
    api_key_hash_previous     bytea,
    previous_valid_until      timestamptz,
    locked_at                 timestamptz,
    locked_until              timestamptz,
    lock_reason               text,
    dns_override              inet,
    created_by                uuid        REFERENCES users (id),
    version                   bigint      NOT NULL DEFAULT 1,
    created_at                timestamptz NOT NULL,
    updated_at                timestamptz NOT NULL,
    -- A deleted agent stays as a name for history; its key is gone at once.
    deleted_at                timestamptz,
    CONSTRAINT agents_id_shape CHECK (id ~ '^[0-9a-f]{12}$'),
    CONSTRAINT agents_in_network UNIQUE (network_id, id),
    CONSTRAINT agents_slug_shape CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    CONSTRAINT agents_role CHECK (role IN ('assistant', 'sales', 'support', 'developer', 'analyst', 'coordinator')),
    CONSTRAINT agents_transport CHECK (transport IN ('nats', 'vpc', 'tailscale', 'https')),
    CONSTRAINT agents_key_size CHECK (octet_length(api_key_hash) = 32),
    CONSTRAINT agents_previous_key_ends CHECK ((api_key_hash_previous IS NULL) = (previous_valid_until IS NULL)),
    CONSTRAINT agents_deleted_without_key CHECK (deleted_at IS NULL OR (api_key_hash IS NULL AND api_key_hash_previous IS NULL))
);
CREATE UNIQUE INDEX agents_slug_unique ON agents (network_id, slug) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX agents_key ON agents (api_key_hash);
CREATE UNIQUE INDEX agents_previous_key ON agents (api_key_hash_previous);
CREATE INDEX agents_live ON agents (network_id, id) WHERE deleted_at IS NULL;

CREATE TABLE agent_routes (
    network_id    uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    from_agent    text        NOT NULL,
    to_agent      text        NOT NULL,
    transport     text        NOT NULL,
    priority      smallint    NOT NULL,
    via           text[]      NOT NULL DEFAULT '{}',
    address       text,
    reason        text,
    calculated_at timestamptz NOT NULL,
    PRIMARY KEY (network_id, from_agent, to_agent),
    FOREIGN KEY (network_id, from_agent) REFERENCES agents (network_id, id) ON DELETE CASCADE,
    FOREIGN KEY (network_id, to_agent) REFERENCES agents (network_id, id) ON DELETE CASCADE,
    CONSTRAINT agent_routes_pair CHECK (from_agent <> to_agent),
    CONSTRAINT agent_routes_transport CHECK (transport IN ('nats', 'vpc', 'tailscale', 'https', 'relay', 'none')),
    CONSTRAINT agent_routes_priority CHECK (priority BETWEEN -1 AND 9)
);
CREATE INDEX agent_routes_to ON agent_routes (network_id, to_agent);

-- Teams --------------------------------------------------------------------------------------------------------------

CREATE TABLE teams (
    id          uuid        PRIMARY KEY,
    network_id  uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    name        text        NOT NULL,
    slug        text        NOT NULL,
    description text,
    version     bigint      NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT teams_in_network UNIQUE (network_id, id),
    CONSTRAINT teams_slug_unique UNIQUE (network_id, slug),
    CONSTRAINT teams_slug_shape CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')
);

CREATE TABLE team_agents (
    network_id uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    team_id    uuid        NOT NULL,
    agent_id   text        NOT NULL,
    role       text        NOT NULL,
    added_by   uuid        REFERENCES users (id),
    added_at   timestamptz NOT NULL,
    version    bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (team_id, agent_id),
    FOREIGN KEY (network_id, team_id) REFERENCES teams (network_id, id) ON DELETE CASCADE,
    FOREIGN KEY (network_id, agent_id) REFERENCES agents (network_id, id) ON DELETE CASCADE,
    CONSTRAINT team_agents_role CHECK (role IN ('assistant', 'sales', 'support', 'developer', 'analyst', 'coordinator'))
);
CREATE INDEX team_agents_agent ON team_agents (network_id, agent_id);

CREATE TABLE usage_daily (
    network_id uuid   NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    day        date   NOT NULL,
    metric     text   NOT NULL,
    agent_id   text   NOT NULL DEFAULT '',
    amount     bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (network_id, day, metric, agent_id),
    CONSTRAINT usage_daily_amount CHECK (amount >= 0)
);

-- Permissions --------------------------------------------------------------------------------------------------------

CREATE TABLE permissions (
    id         uuid        PRIMARY KEY,
    network_id uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    agent_id   text        NOT NULL,
    scope      text        NOT NULL,
    effect     text        NOT NULL,
    source     text        NOT NULL,
    source_id  text,
    reason     text,
    granted_by uuid        REFERENCES users (id),
    expires_at timestamptz,
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    FOREIGN KEY (network_id, agent_id) REFERENCES agents (network_id, id) ON DELETE CASCADE,
    CONSTRAINT permissions_effect CHECK (effect IN ('grant', 'revoke')),
    CONSTRAINT permissions_source CHECK (source IN ('manual', 'team', 'skill'))
);
CREATE UNIQUE INDEX permissions_one_live
    ON permissions (network_id, agent_id, scope, effect, source, COALESCE(source_id, '')) WHERE ended_at IS NULL;

CREATE TABLE role_scopes (
    network_id uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    role       text        NOT NULL,
    scope      text        NOT NULL,
    changed_by uuid        REFERENCES users (id),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (network_id, role, scope),
    CONSTRAINT role_scopes_role CHECK (role IN ('assistant', 'sales', 'support', 'developer', 'analyst', 'coordinator'))
);

-- Marketplace: skills belong to publishers, not to one network ---------------------------------------------------------

CREATE TABLE publishers (
    id         uuid        PRIMARY KEY,
    network_id uuid        REFERENCES networks (id) ON DELETE SET NULL,
    slug       text        NOT NULL,
    name       text        NOT NULL,
    website    text,
    public_key bytea,
    verified   boolean     NOT NULL DEFAULT false,
    owner_id   uuid        NOT NULL REFERENCES users (id),
    version    bigint      NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT publishers_slug_unique UNIQUE (slug),
    CONSTRAINT publishers_slug_shape CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')
);

CREATE TABLE skills (
    id           uuid        PRIMARY KEY,
    publisher_id uuid        NOT NULL REFERENCES publishers (id),
    slug         text        NOT NULL,
    name         text        NOT NULL,
    summary      text        NOT NULL DEFAULT '',
    category     text,
    visibility   text        NOT NULL DEFAULT 'public',
    status       text        NOT NULL DEFAULT 'published',
    installs     bigint      NOT NULL DEFAULT 0,
    version      bigint      NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT skills_slug_unique UNIQUE (slug),
    CONSTRAINT skills_slug_shape CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    CONSTRAINT skills_visibility CHECK (visibility IN ('public', 'private')),
    CONSTRAINT skills_status CHECK (status IN ('draft', 'published', 'quarantined', 'withdrawn')),
    CONSTRAINT skills_installs CHECK (installs >= 0)
);

CREATE TABLE skill_versions (
    id           uuid        PRIMARY KEY,
    skill_id     uuid        NOT NULL REFERENCES skills (id) ON DELETE CASCADE,
    version      text        NOT NULL,
    changelog    text        NOT NULL DEFAULT '',
    digest       bytea       NOT NULL,
    signature    bytea,
    manifest     jsonb       NOT NULL,
    capabilities jsonb       NOT NULL DEFAULT '{}',
    scopes       text[]      NOT NULL DEFAULT '{}',
    size_bytes   bigint      NOT NULL DEFAULT 0,
    yanked_at    timestamptz,
    yank_reason  text,
    published_by uuid        REFERENCES users (id),
    published_at timestamptz NOT NULL,
    CONSTRAINT skill_versions_unique UNIQUE (skill_id, version),
    CONSTRAINT skill_versions_of_skill UNIQUE (skill_id, id),
    CONSTRAINT skill_versions_digest CHECK (octet_length(digest) = 32)
);

CREATE TABLE agent_skills (
    network_id       uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    agent_id         text        NOT NULL,
    skill_id         uuid        NOT NULL REFERENCES skills (id),
    skill_version_id uuid        NOT NULL,
    granted_scopes   text[]      NOT NULL DEFAULT '{}',
    installed_by     uuid        REFERENCES users (id),
    installed_at     timestamptz NOT NULL,
    PRIMARY KEY (agent_id, skill_id),
    FOREIGN KEY (network_id, agent_id) REFERENCES agents (network_id, id) ON DELETE CASCADE,
    FOREIGN KEY (skill_id, skill_version_id) REFERENCES skill_versions (skill_id, id)
);
CREATE INDEX agent_skills_skill ON agent_skills (network_id, skill_id);

CREATE TABLE skill_reviews (
    id         uuid        PRIMARY KEY,
    skill_id   uuid        NOT NULL REFERENCES skills (id) ON DELETE CASCADE,
    network_id uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    user_id    uuid        NOT NULL REFERENCES users (id),
    rating     smallint    NOT NULL,
    body       text        NOT NULL DEFAULT '',
    version    bigint      NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT skill_reviews_once UNIQUE (skill_id, user_id),
    CONSTRAINT skill_reviews_rating CHECK (rating BETWEEN 1 AND 5)
);

-- Audit ----------------------------------------------------------------------------------------------------------------

-- A line outlives what it tells of, so there is no foreign key. The chain is the network's id, or 'users' for what
-- belongs to no network; seq has no gaps in a chain, and each hash covers the one before.
CREATE TABLE audit_log (
    chain      text        NOT NULL,
    seq        bigint      NOT NULL,
    network_id uuid,
    at         timestamptz NOT NULL,
    actor      text        NOT NULL,
    action     text        NOT NULL,
    target     text        NOT NULL,
    before     jsonb,
    after      jsonb,
    reason     text,
    ip         text,
    trace_id   text,
    prev_hash  bytea       NOT NULL,
    hash       bytea       NOT NULL,
    PRIMARY KEY (chain, seq),
    CONSTRAINT audit_log_seq CHECK (seq > 0)
);
CREATE INDEX audit_log_network_at ON audit_log (network_id, at);
CREATE INDEX audit_log_target ON audit_log (network_id, target, seq);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
