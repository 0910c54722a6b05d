-- Keys of a network are read together, and there is one that comes next.
CREATE INDEX authority_keys_network ON authority_keys (network_id, id);
CREATE UNIQUE INDEX authority_keys_one_next ON authority_keys (network_id) WHERE status = 'next';
CREATE INDEX authority_keys_retiring ON authority_keys (retired_at) WHERE status = 'retiring';

-- Whose token was ended, and why.
ALTER TABLE revoked_tokens ADD COLUMN agent_id text;
ALTER TABLE revoked_tokens ADD COLUMN reason   text;
