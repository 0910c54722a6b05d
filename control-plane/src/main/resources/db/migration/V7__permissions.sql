-- Permissions are what people give and take by hand. What teams and skills bring follows from team_agents, role_scopes
-- and agent_skills at the moment of the question, so no row is kept of it.

DELETE FROM permissions WHERE source <> 'manual';
DROP INDEX permissions_one_live;
ALTER TABLE permissions DROP COLUMN source, DROP COLUMN source_id;
ALTER TABLE permissions ADD COLUMN ended_by uuid REFERENCES users (id), ADD COLUMN end_reason text;
ALTER TABLE permissions ADD CONSTRAINT permissions_ended CHECK (ended_at IS NOT NULL OR (ended_by IS NULL AND end_reason IS NULL));
CREATE UNIQUE INDEX permissions_one_live ON permissions (network_id, agent_id, scope, effect) WHERE ended_at IS NULL;
CREATE INDEX permissions_expiring ON permissions (expires_at) WHERE ended_at IS NULL AND expires_at IS NOT NULL;

-- Which version a role of a network is at. A role that nobody changed has no row, and is at version 1.
CREATE TABLE network_roles (
    network_id uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    role       text        NOT NULL,
    version    bigint      NOT NULL,
    changed_by uuid        REFERENCES users (id),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (network_id, role),
    CONSTRAINT network_roles_role CHECK (role IN ('assistant', 'sales', 'support', 'developer', 'analyst', 'coordinator')),
    CONSTRAINT network_roles_version CHECK (version > 1)
);
