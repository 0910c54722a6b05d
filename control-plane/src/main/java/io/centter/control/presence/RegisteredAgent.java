package io.centter.control.presence;

import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An agent as it is recorded, with what is known of its last heartbeat.
///
/// @param overHttp whether that heartbeat came by HTTP: such an agent may be well without a connection
/// @param said what it said then, as far as that was kept
public record RegisteredAgent(
        NetworkId network,
        AgentId id,
        String name,
        Slug slug,
        Role role,
        Transport transport,
        @Nullable Instant lastHeartbeatAt,
        boolean overHttp,
        @Nullable Heartbeat said) {}
