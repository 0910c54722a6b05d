-- Which processes of the control plane there are. Each holds a lock of the session in which it wrote its row, which
-- PostgreSQL takes away with the connection: of a process that was killed the others know at once, and need not wait
-- until what it held runs out. A hint and no more: who was thought to be gone and is not is held back by the epochs.
CREATE TABLE planes (
    name  text        PRIMARY KEY,
    alive bigint      NOT NULL,
    since timestamptz NOT NULL
);

-- False for a process that is not known, such as one of an earlier version.
CREATE FUNCTION plane_is_gone(plane text) RETURNS boolean LANGUAGE sql VOLATILE AS $$
    SELECT EXISTS (SELECT 1 FROM planes p WHERE p.name = plane AND pg_try_advisory_xact_lock_shared(p.alive))
$$;
