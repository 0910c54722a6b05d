package io.centter.model.discovery;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent as others find it.
public record DiscoveredAgent(
        AgentId id,
        String name,
        Slug slug,
        Role role,
        Presence status,
        @Nullable Transport transport,
        List<String> capabilities,
        List<String> skills,
        @Nullable String endpointUrl,
        @Nullable Instant lastHeartbeatAt) {}
