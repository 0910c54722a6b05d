package io.centter.model.route;

import java.util.List;

/// The best path from one agent to another, and what is to be said of each transport between the two.
///
/// @param choices each transport, best first: why it is possible, or what blocks it
/// @param agents everyone on the path, in order; the two ends where there is none
public record BestRoute(Route route, List<TransportChoice> choices, List<RouteAgent> agents) {
    public BestRoute {
        choices = List.copyOf(choices);
        agents = List.copyOf(agents);
    }
}
