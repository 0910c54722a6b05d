-- Presence and credentials of one network, and the console credentials of one of its members.

CREATE INDEX presence_changes_network ON presence_changes (network_id, at);
CREATE INDEX nats_credentials_network ON nats_credentials (network_id, expires_at);
CREATE INDEX nats_credentials_user ON nats_credentials (user_id, network_id) WHERE user_id IS NOT NULL;
