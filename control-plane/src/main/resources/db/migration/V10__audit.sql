-- What guards the audit log and what is sealed. Which role the application runs as, and what it may, is set at every
-- start by the owner (io.centter.control.db.AppRole): a role belongs to the server and not to the database, so a
-- restored copy may come to a server that has none.

-- Keys of the plane itself. They outlive a change of the seal key: made once, sealed, and sealed anew.
CREATE TABLE plane_secrets (
    name        text        PRIMARY KEY,
    sealed      bytea       NOT NULL,
    seal_key_id text        NOT NULL,
    created_at  timestamptz NOT NULL
);

CREATE INDEX audit_log_actor ON audit_log (chain, actor, seq);
CREATE INDEX audit_log_action ON audit_log (chain, action, seq);

-- The end of a chain moves one step at a time and never back, so that a cut tail does not fit to it.
CREATE FUNCTION refuse_other_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.chain <> OLD.chain OR NEW.seq <> OLD.seq + 1 THEN
        RAISE EXCEPTION 'the end of an audit chain only moves on' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_chains_forward BEFORE UPDATE ON audit_chains
    FOR EACH ROW EXECUTE FUNCTION refuse_other_step();
CREATE TRIGGER audit_chains_stay BEFORE DELETE ON audit_chains
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_chains_no_truncate BEFORE TRUNCATE ON audit_chains
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
