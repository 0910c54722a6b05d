package io.centter.model.route;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import org.jspecify.annotations.Nullable;

/// Whether one transport leads from an agent to another, and why, or why not.
///
/// @param reason for people: what makes it possible, or what blocks it
/// @param address where it leads; absent where it is blocked
/// @param blocked absent where it is possible
/// @param lacking whose lack that is; absent where it is nobody's alone
public record TransportChoice(
        Transport transport,
        int priority,
        boolean possible,
        boolean deprecated,
        RouteAuth auth,
        String reason,
        @Nullable String address,
        @Nullable Lack blocked,
        @Nullable AgentId lacking) {}
