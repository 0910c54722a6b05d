package io.centter.model.api;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An agent as it is recorded; what it does now is in its presence. `version` is also the ETag.
public record AgentView(
        AgentId id,
        NetworkId networkId,
        String name,
        Slug slug,
        Role role,
        @Nullable String description,
        Transport transport,
        @Nullable Instant lastHeartbeatAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
