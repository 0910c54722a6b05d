-- What networks are to be told of skills that they have. It is written with the change of the skill and becomes an event
-- of each network in a transaction under that network's lock, which a change of a skill cannot take: an install takes it
-- before the skill's. For the same reason there is no foreign key, which would wait for networks that are being deleted.
CREATE TABLE skill_news (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    network_id uuid        NOT NULL,
    at         timestamptz NOT NULL,
    event      jsonb       NOT NULL
);
CREATE INDEX skill_news_network ON skill_news (network_id, id);
