-- The marketplace: search, names that look like others, the order of versions, and counters that stay right whatever
-- deletes a row.

-- What the publisher's slug and name look like; named_at is since when, for the older one of two is the original.
ALTER TABLE publishers ADD COLUMN skeletons text[] NOT NULL DEFAULT '{}';
ALTER TABLE publishers ADD COLUMN named_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX publishers_owner ON publishers (owner_id);
CREATE INDEX publishers_network ON publishers (network_id);

ALTER TABLE skills ADD COLUMN skeletons text[] NOT NULL DEFAULT '{}';
ALTER TABLE skills ADD COLUMN reviews integer NOT NULL DEFAULT 0;
ALTER TABLE skills ADD COLUMN rating_sum bigint NOT NULL DEFAULT 0;
ALTER TABLE skills ADD COLUMN rating double precision NOT NULL
    GENERATED ALWAYS AS (CASE WHEN reviews > 0 THEN CAST(rating_sum AS double precision) / reviews ELSE 0 END) STORED;
-- Stemmed, and as it is written: the second is for words that are only begun.
ALTER TABLE skills ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('english', name) || to_tsvector('simple', name), 'A')
    || setweight(to_tsvector('english', slug) || to_tsvector('simple', slug), 'B')
    || setweight(to_tsvector('english', summary) || to_tsvector('simple', summary), 'C')
    || setweight(to_tsvector('simple', COALESCE(category, '')), 'D')) STORED;
CREATE INDEX skills_search ON skills USING gin (search);
CREATE INDEX skills_publisher ON skills (publisher_id);
CREATE INDEX skills_category ON skills (category);
CREATE INDEX skills_by_installs ON skills ((CAST(installs AS double precision)) DESC, id DESC);
CREATE INDEX skills_by_rating ON skills (rating DESC, id DESC);

-- Sorts as versions do. Two that differ only in their build metadata are one version.
ALTER TABLE skill_versions ADD COLUMN precedence text COLLATE "C" NOT NULL;
ALTER TABLE skill_versions ADD CONSTRAINT skill_versions_precedence UNIQUE (skill_id, precedence);

CREATE INDEX agent_skills_version ON agent_skills (skill_id, skill_version_id);
CREATE INDEX skill_reviews_network ON skill_reviews (network_id);

-- Installs and reviews also go with their network, which is why the database itself counts.
CREATE FUNCTION count_installs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE skills s SET installs = s.installs + c.change
    FROM (SELECT skill_id, count(*) * (CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END) AS change
          FROM changed GROUP BY skill_id) c
    WHERE s.id = c.skill_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER agent_skills_installed AFTER INSERT ON agent_skills
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_installs();
CREATE TRIGGER agent_skills_uninstalled AFTER DELETE ON agent_skills
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_installs();

CREATE FUNCTION count_reviews() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE skills SET reviews = reviews - 1, rating_sum = rating_sum - OLD.rating WHERE id = OLD.skill_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE skills SET reviews = reviews + 1, rating_sum = rating_sum + NEW.rating WHERE id = NEW.skill_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER skill_reviews_counted AFTER INSERT OR UPDATE OF rating OR DELETE ON skill_reviews
    FOR EACH ROW EXECUTE FUNCTION count_reviews();

-- A deleted agent stays as a name, and gives back what was installed on it.
CREATE FUNCTION uninstall_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM agent_skills WHERE network_id = NEW.network_id AND agent_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER agents_deleted AFTER UPDATE OF deleted_at ON agents
    FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION uninstall_all();
