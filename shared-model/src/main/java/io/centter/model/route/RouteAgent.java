package io.centter.model.route;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.Presence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent as a node of a graph. Presence is as it is now: it decides no route.
///
/// @param transports by which it is reached, best first
public record RouteAgent(
        AgentId agent,
        String name,
        @Nullable Slug slug,
        Presence presence,
        boolean locked,
        List<Transport> transports) {
    public RouteAgent {
        transports = List.copyOf(transports);
    }
}
