-- How each agent is reached, one row an agent, and the routes between kinds of agents. What decides a route between two
-- agents is their kinds alone, so ten thousand agents have as many rows here as agents, and in agent_routes as many as
-- there are pairs of kinds: not as many as pairs of agents.

CREATE TABLE agent_sides (
    network_id    uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    agent_id      text        NOT NULL,
    -- One line a side: nats, vpc <id>, tailnet <name>, https; or alone, or locked.
    kind          text        NOT NULL,
    transports    text[]      NOT NULL,
    vpc_id        text,
    private_ip    text,
    tailnet       text,
    tailscale_ip  text,
    endpoint_url  text,
    calculated_at timestamptz NOT NULL,
    PRIMARY KEY (network_id, agent_id),
    FOREIGN KEY (network_id, agent_id) REFERENCES agents (network_id, id) ON DELETE CASCADE
);

-- A row stands for all agents of one kind to all of another, said by the first agents of each.
ALTER TABLE agent_routes ADD COLUMN from_kind text, ADD COLUMN to_kind text;
CREATE UNIQUE INDEX agent_routes_kinds ON agent_routes (network_id, from_kind, to_kind);
