-- What every request must know, who may do what, is kept in memory by each control plane. Here it is said what changed.

-- The roles of a network begin as the templates; from then on these rows are the truth, and none means no scopes.
INSERT INTO role_scopes (network_id, role, scope, changed_at)
SELECT n.id, t.role, t.scope, n.created_at
FROM networks n
CROSS JOIN (VALUES
    ('assistant', 'skill:execute:*'), ('assistant', 'skill:read:*'),
    ('sales', 'skill:execute:*'), ('sales', 'skill:read:*'), ('sales', 'newsletter:send'),
    ('support', 'skill:execute:*'), ('support', 'skill:read:*'),
    ('developer', 'skill:execute:*'), ('developer', 'skill:read:*'), ('developer', 'skill:write:*'), ('developer', 'infra:*'),
    ('analyst', 'skill:read:*'),
    ('coordinator', 'skill:execute:*'), ('coordinator', 'skill:read:*'), ('coordinator', 'skill:admin:*')
) AS t (role, scope)
WHERE NOT EXISTS (SELECT 1 FROM role_scopes r WHERE r.network_id = n.id);

-- Tokens of agents end before their time too.
ALTER TABLE revoked_tokens ADD COLUMN network_id uuid REFERENCES networks (id) ON DELETE CASCADE;
CREATE INDEX revoked_tokens_network ON revoked_tokens (network_id) WHERE network_id IS NOT NULL;
CREATE INDEX revoked_tokens_user ON revoked_tokens (user_id) WHERE user_id IS NOT NULL;

ALTER TABLE networks ADD COLUMN access_version bigint NOT NULL DEFAULT 1;

-- One row a version without gaps; agent_id is null where the change concerns the network as a whole. Old rows are
-- deleted: who has missed them reads everything again.
CREATE TABLE access_changes (
    network_id uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    version    bigint      NOT NULL,
    agent_id   text,
    at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (network_id, version)
);
CREATE INDEX access_changes_age ON access_changes (at);

CREATE FUNCTION note_access_change(changed_network uuid, changed_agent text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    next_version bigint;
BEGIN
    UPDATE networks SET access_version = access_version + 1 WHERE id = changed_network RETURNING access_version INTO next_version;
    -- Rows that go with their network find none.
    IF next_version IS NOT NULL THEN
        INSERT INTO access_changes (network_id, version, agent_id) VALUES (changed_network, next_version, changed_agent);
        PERFORM pg_notify('centter_access', 'network:' || changed_network);
    END IF;
END
$$;

CREATE FUNCTION access_of_network_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_access_change(CASE TG_OP WHEN 'DELETE' THEN OLD.network_id ELSE NEW.network_id END, NULL);
    RETURN NULL;
END
$$;

CREATE FUNCTION access_of_agent_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_access_change(CASE TG_OP WHEN 'DELETE' THEN OLD.network_id ELSE NEW.network_id END,
                               CASE TG_OP WHEN 'DELETE' THEN OLD.agent_id ELSE NEW.agent_id END);
    RETURN NULL;
END
$$;

CREATE FUNCTION access_of_agent_row_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_access_change(NEW.network_id, NEW.id);
    RETURN NULL;
END
$$;

CREATE FUNCTION network_row_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_access_change(NEW.id, NULL);
    RETURN NULL;
END
$$;

CREATE FUNCTION access_of_user_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('centter_access', 'user:' || NEW.id);
    RETURN NULL;
END
$$;

CREATE FUNCTION token_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.user_id IS NOT NULL THEN
        PERFORM pg_notify('centter_access', 'user:' || NEW.user_id);
    END IF;
    IF NEW.network_id IS NOT NULL THEN
        PERFORM note_access_change(NEW.network_id, NULL);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER networks_access AFTER UPDATE OF status, plan ON networks
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.plan IS DISTINCT FROM NEW.plan)
    EXECUTE FUNCTION network_row_changed();
CREATE TRIGGER network_members_access AFTER INSERT OR UPDATE OR DELETE ON network_members
    FOR EACH ROW EXECUTE FUNCTION access_of_network_changed();
CREATE TRIGGER teams_access AFTER INSERT OR UPDATE OR DELETE ON teams
    FOR EACH ROW EXECUTE FUNCTION access_of_network_changed();
CREATE TRIGGER role_scopes_access AFTER INSERT OR UPDATE OR DELETE ON role_scopes
    FOR EACH ROW EXECUTE FUNCTION access_of_network_changed();
CREATE TRIGGER authority_keys_access AFTER INSERT OR UPDATE OR DELETE ON authority_keys
    FOR EACH ROW EXECUTE FUNCTION access_of_network_changed();
CREATE TRIGGER agents_access_new AFTER INSERT ON agents
    FOR EACH ROW EXECUTE FUNCTION access_of_agent_row_changed();
CREATE TRIGGER agents_access AFTER UPDATE ON agents
    FOR EACH ROW WHEN (
        (OLD.role, OLD.slug, OLD.api_key_hash, OLD.api_key_hash_previous, OLD.previous_valid_until, OLD.locked_at,
         OLD.locked_until, OLD.deleted_at, OLD.builtin_skills, OLD.custom_skills)
        IS DISTINCT FROM
        (NEW.role, NEW.slug, NEW.api_key_hash, NEW.api_key_hash_previous, NEW.previous_valid_until, NEW.locked_at,
         NEW.locked_until, NEW.deleted_at, NEW.builtin_skills, NEW.custom_skills))
    EXECUTE FUNCTION access_of_agent_row_changed();
CREATE TRIGGER team_agents_access AFTER INSERT OR UPDATE OR DELETE ON team_agents
    FOR EACH ROW EXECUTE FUNCTION access_of_agent_changed();
CREATE TRIGGER permissions_access AFTER INSERT OR UPDATE OR DELETE ON permissions
    FOR EACH ROW EXECUTE FUNCTION access_of_agent_changed();
CREATE TRIGGER agent_skills_access AFTER INSERT OR UPDATE OR DELETE ON agent_skills
    FOR EACH ROW EXECUTE FUNCTION access_of_agent_changed();
CREATE TRIGGER users_access AFTER UPDATE OF status, sessions_valid_from, kept_session ON users
    FOR EACH ROW EXECUTE FUNCTION access_of_user_changed();
CREATE TRIGGER revoked_tokens_access AFTER INSERT ON revoked_tokens
    FOR EACH ROW EXECUTE FUNCTION token_revoked();
