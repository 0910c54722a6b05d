-- A transaction makes one version of a network's rights, however many rows it changes: a row of `networks` that is
-- updated again and again in one transaction takes longer each time.

-- Which transaction made the present version.
ALTER TABLE networks ADD COLUMN access_xid xid8;

-- A version may have several rows now: an agent each, and one for the network as a whole.
ALTER TABLE access_changes DROP CONSTRAINT access_changes_pkey;
CREATE UNIQUE INDEX access_changes_once ON access_changes (network_id, version, agent_id) NULLS NOT DISTINCT;

CREATE OR REPLACE FUNCTION note_access_change(changed_network uuid, changed_agent text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    made bigint;
BEGIN
    UPDATE networks SET access_version = access_version + 1, access_xid = pg_current_xact_id()
    WHERE id = changed_network AND access_xid IS DISTINCT FROM pg_current_xact_id();
    SELECT access_version INTO made FROM networks WHERE id = changed_network;
    -- Rows that go with their network find none.
    IF made IS NOT NULL THEN
        INSERT INTO access_changes (network_id, version, agent_id) VALUES (changed_network, made, changed_agent)
        ON CONFLICT DO NOTHING;
        PERFORM pg_notify('centter_access', 'network:' || changed_network);
    END IF;
END
$$;
