-- What is said of an agent's rights calls it by its name, so a new name is news to those who keep its rights in memory.
DROP TRIGGER agents_access ON agents;
CREATE TRIGGER agents_access AFTER UPDATE ON agents
    FOR EACH ROW WHEN (
        (OLD.role, OLD.name, OLD.api_key_hash, OLD.api_key_hash_previous, OLD.previous_valid_until, OLD.locked_at,
         OLD.locked_until, OLD.deleted_at, OLD.builtin_skills, OLD.custom_skills)
        IS DISTINCT FROM
        (NEW.role, NEW.name, NEW.api_key_hash, NEW.api_key_hash_previous, NEW.previous_valid_until, NEW.locked_at,
         NEW.locked_until, NEW.deleted_at, NEW.builtin_skills, NEW.custom_skills))
    EXECUTE FUNCTION access_of_agent_row_changed();
