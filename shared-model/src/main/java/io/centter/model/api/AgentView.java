package io.centter.model.api;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.permission.Lock;
import io.centter.model.role.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An agent as it is recorded; what it does now is in its presence. `version` is also the ETag.
///
/// @param endpointUrl as people declared it; what the agent itself says is in its presence
/// @param locked absent where it is not shut out
public record AgentView(
        AgentId id,
        NetworkId networkId,
        String name,
        Slug slug,
        Role role,
        @Nullable String description,
        Transport transport,
        @Nullable String endpointUrl,
        @Nullable Lock locked,
        @Nullable Instant lastHeartbeatAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
