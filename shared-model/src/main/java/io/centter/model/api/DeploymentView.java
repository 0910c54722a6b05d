package io.centter.model.api;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An agent's deployment, and the machine that it runs on. `version` is also the ETag.
///
/// @param teamId absent when the team is gone
/// @param instanceId the provider's, once there is a machine
/// @param detail what went wrong, for people
/// @param endedAt absent while it counts against the plan
public record DeploymentView(
        UUID id,
        NetworkId networkId,
        @Nullable UUID teamId,
        AgentId agentId,
        InstanceStatus state,
        @Nullable String instanceId,
        @Nullable String publicIp,
        @Nullable String privateIp,
        @Nullable String detail,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {}
