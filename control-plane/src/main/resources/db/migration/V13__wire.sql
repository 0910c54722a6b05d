-- What the broker was given, by whom, and what it was found to have; what agents were refused; and several planes that
-- tell each other what changed.

ALTER TABLE nats_account_state
    -- What is on its way to the broker. It is written before it is sent, so that whoever looks knows it.
    ADD COLUMN pushing_jti  text,
    -- One process at a time gives the broker an account. The epoch tells one that slept that its time is over.
    ADD COLUMN writer       text,
    ADD COLUMN writer_epoch bigint NOT NULL DEFAULT 0,
    ADD COLUMN writer_until timestamptz,
    ADD COLUMN applied_at   timestamptz,
    -- How long each server took: [{"server": "hub1", "millis": 3}]
    ADD COLUMN receipts     jsonb  NOT NULL DEFAULT '[]',
    -- The last time that the broker had something else than it was given, and what that was.
    ADD COLUMN drift        text,
    ADD COLUMN drift_at     timestamptz;

ALTER TABLE nats_account_state ADD CONSTRAINT nats_account_drift
    CHECK (drift IS NULL OR drift IN ('missing', 'foreign', 'older', 'differing'));

-- What the broker refused to agents, as they report it.
CREATE TABLE denials (
    network_id uuid        NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    agent_id   text        NOT NULL,
    subject    text        NOT NULL,
    operation  text        NOT NULL,
    count      bigint      NOT NULL,
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    PRIMARY KEY (network_id, agent_id, subject, operation),
    FOREIGN KEY (network_id, agent_id) REFERENCES agents (network_id, id) ON DELETE CASCADE,
    CONSTRAINT denials_operation CHECK (operation IN ('publish', 'subscribe')),
    CONSTRAINT denials_count CHECK (count > 0)
);
CREATE INDEX denials_latest ON denials (network_id, last_at DESC, agent_id, subject, operation);
CREATE INDEX denials_age ON denials (last_at);

-- Each plane keeps the agents and accounts of all networks in memory; here it hears what another one changed.
CREATE FUNCTION registry_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('centter_registry', 'agent:' || NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER agents_registry_new AFTER INSERT ON agents
    FOR EACH ROW EXECUTE FUNCTION registry_changed();
CREATE TRIGGER agents_registry AFTER UPDATE ON agents
    FOR EACH ROW WHEN ((OLD.name, OLD.slug, OLD.role, OLD.transport, OLD.deleted_at)
        IS DISTINCT FROM (NEW.name, NEW.slug, NEW.role, NEW.transport, NEW.deleted_at))
    EXECUTE FUNCTION registry_changed();

CREATE FUNCTION account_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('centter_registry', 'account:' || NEW.account || ':' || NEW.network_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER nats_account_made AFTER INSERT ON nats_account_state
    FOR EACH ROW EXECUTE FUNCTION account_made();

CREATE FUNCTION network_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('centter_registry', 'network:' || NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER networks_leave AFTER UPDATE OF status ON networks
    FOR EACH ROW WHEN (NEW.status = 'deleting' AND OLD.status <> 'deleting') EXECUTE FUNCTION network_leaves();
