package io.centter.control.agent;

import io.centter.model.api.AgentView;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.permission.Lock;
import io.centter.model.role.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An agent as it is read.
public record AgentRow(
        AgentId id,
        NetworkId networkId,
        String name,
        Slug slug,
        Role role,
        @Nullable String description,
        Transport transport,
        @Nullable String declaredEndpointUrl,
        @Nullable Instant lockedAt,
        @Nullable Instant lockedUntil,
        @Nullable String lockReason,
        @Nullable Instant lastHeartbeatAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// As it is shown at a moment: a lock whose time is over is none.
    AgentView at(Instant now) {
        Lock lock = lockedAt == null ? null : new Lock(lockedAt, lockedUntil, lockReason);
        return new AgentView(
                id,
                networkId,
                name,
                slug,
                role,
                description,
                transport,
                declaredEndpointUrl,
                lock == null || !lock.holdsAt(now) ? null : lock,
                lastHeartbeatAt,
                version,
                createdAt,
                updatedAt);
    }
}
