-- Networks that are stopped, endpoints that people declare, and agents deployed to machines.

ALTER TABLE networks ADD COLUMN suspended_at timestamptz;
ALTER TABLE networks ADD COLUMN suspend_reason text;

-- Beside endpoint_url, which every heartbeat that says something else overwrites.
ALTER TABLE agents ADD COLUMN declared_endpoint_url text;
CREATE INDEX agents_locks_that_end ON agents (locked_until) WHERE locked_until IS NOT NULL;

-- One row for each machine that was asked for. Only what is not over counts against the plan.
CREATE TABLE deployments (
    id           uuid        PRIMARY KEY,
    network_id   uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    -- A team may be deleted when its deployments are over; what they were stays.
    team_id      uuid,
    agent_id     text        NOT NULL,
    state        text        NOT NULL,
    instance_id  text,
    public_ip    inet,
    private_ip   inet,
    detail       text,
    requested_by uuid        REFERENCES users (id),
    version      bigint      NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    FOREIGN KEY (network_id, team_id) REFERENCES teams (network_id, id) ON DELETE SET NULL (team_id),
    FOREIGN KEY (network_id, agent_id) REFERENCES agents (network_id, id) ON DELETE CASCADE,
    CONSTRAINT deployments_state CHECK (state IN
        ('requested', 'running', 'stopping', 'stopped', 'starting', 'terminating', 'terminated', 'failed')),
    CONSTRAINT deployments_end CHECK ((ended_at IS NOT NULL) = (state IN ('terminated', 'failed'))),
    CONSTRAINT deployments_live_in_team CHECK (ended_at IS NOT NULL OR team_id IS NOT NULL)
);
CREATE UNIQUE INDEX deployments_one_live ON deployments (network_id, agent_id) WHERE ended_at IS NULL;
CREATE INDEX deployments_team ON deployments (network_id, team_id, id);
CREATE INDEX deployments_agent ON deployments (network_id, agent_id, id);
