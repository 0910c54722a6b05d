-- Slugs of networks are names in the DNS. Once a network is deleted, what still asks for them must not find another
-- tenant there; so for a while only who had the network may take its slug again.
CREATE TABLE kept_slugs (
    slug       text        PRIMARY KEY,
    owner_id   uuid        NOT NULL,
    kept_until timestamptz NOT NULL
);
