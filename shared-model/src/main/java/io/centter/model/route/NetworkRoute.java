package io.centter.model.route;

import io.centter.model.identity.AgentId;
import java.util.List;

/// One pair of agents in the list of a network's routes.
public record NetworkRoute(
        AgentId from, AgentId to, RouteTransport transport, int priority, boolean deprecated, List<AgentId> via) {
    public NetworkRoute {
        via = List.copyOf(via);
    }

    public static NetworkRoute of(AgentId from, AgentId to, Way way) {
        return new NetworkRoute(from, to, way.transport(), way.priority(), way.deprecated(), way.via());
    }
}
