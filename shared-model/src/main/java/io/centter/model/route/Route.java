package io.centter.model.route;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import java.util.List;

/// The best path from one agent to another.
///
/// @param transport `relay` where it leads through others, `none` where there is no path
/// @param via the agents in between, in order
/// @param hops empty where there is no path
/// @param reason for people, with no names but those of places
public record Route(
        AgentId from,
        AgentId to,
        RouteTransport transport,
        int priority,
        boolean deprecated,
        List<AgentId> via,
        List<Hop> hops,
        String reason) {
    public Route {
        via = List.copyOf(via);
        hops = List.copyOf(hops);
    }

    /// One direct hop.
    public static Route direct(Hop hop, String reason) {
        RouteTransport transport = RouteTransport.of(hop.transport());
        return new Route(
                hop.from(),
                hop.to(),
                transport,
                transport.priority(),
                transport.deprecated(),
                List.of(),
                List.of(hop),
                reason);
    }

    /// At least two hops, each of which ends where the next begins.
    public static Route relayed(List<Hop> hops) {
        List<AgentId> via = hops.stream().skip(1).map(Hop::from).toList();
        String how = String.join(
                ", then ",
                hops.stream().map(hop -> Planner.word(hop.transport())).toList());
        return new Route(
                hops.getFirst().from(),
                hops.getLast().to(),
                RouteTransport.RELAY,
                RouteTransport.RELAY.priority(),
                hops.stream().anyMatch(hop -> hop.transport() != Transport.NATS),
                via,
                hops,
                "No transport leads there directly; "
                        + (via.size() == 1 ? "one agent has" : via.size() + " agents have") + " both sides: " + how
                        + ".");
    }

    public static Route none(AgentId from, AgentId to, String reason) {
        return new Route(
                from, to, RouteTransport.NONE, RouteTransport.NONE.priority(), false, List.of(), List.of(), reason);
    }
}
