package io.centter.model.route;

import io.centter.model.identity.AgentId;
import java.util.List;

/// The best path in short.
///
/// @param via the agents in between, in order
public record Way(RouteTransport transport, int priority, boolean deprecated, List<AgentId> via) {
    public Way {
        via = List.copyOf(via);
    }

    public static Way of(Route route) {
        return new Way(route.transport(), route.priority(), route.deprecated(), route.via());
    }
}
