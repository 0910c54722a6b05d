-- When the heartbeat came from which a side was drawn: a plane that has not heard of it yet must not write over it what it
-- knew before.
ALTER TABLE agent_sides ADD COLUMN heard_at timestamptz;
