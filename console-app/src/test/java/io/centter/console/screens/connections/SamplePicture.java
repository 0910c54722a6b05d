package io.centter.console.screens.connections;

import io.centter.model.identity.AgentId;
import io.centter.model.presence.Presence;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.RouteAgent;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.Way;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Agents around one, most of them on NATS, some by each other way; always the same for the same number.
final class SamplePicture {
    static final AgentId EGO = new AgentId("000000000000");

    private SamplePicture() {}

    static Picture of(int peers) {
        return Picture.of(ego(peers), null, null, _ -> Optional.empty());
    }

    static Ego ego(int peers) {
        Map<AgentId, RouteAgent> nodes = new HashMap<>();
        List<EgoGraph.Edge> edges = new ArrayList<>();
        Map<RouteTransport, Integer> counts = new EnumMap<>(RouteTransport.class);
        for (int i = 1; i <= peers; i++) {
            AgentId id = id(i);
            RouteTransport transport = transport(i);
            List<AgentId> via = transport == RouteTransport.RELAY ? List.of(id(1)) : List.of();
            Way way = new Way(transport, transport.priority(), transport.deprecated(), via);
            Presence presence = i % 11 == 0 ? Presence.OFFLINE : i % 13 == 0 ? Presence.DEGRADED : Presence.ONLINE;
            String name = String.format(Locale.ROOT, i % 9 == 0 ? "newsletter-composer-%03d" : "scout-%03d", i);
            nodes.put(id, new RouteAgent(id, name, null, presence, transport == RouteTransport.NONE, List.of()));
            edges.add(new EgoGraph.Edge(id, way, way));
            counts.merge(transport, 1, Integer::sum);
        }
        RouteAgent ego = new RouteAgent(EGO, "Linda", null, Presence.ONLINE, false, List.of());
        return new Ego(ego, peers, nodes, edges, counts, true);
    }

    static AgentId id(int number) {
        return new AgentId(String.format(Locale.ROOT, "%012x", number));
    }

    private static RouteTransport transport(int number) {
        return switch (number % 20) {
            case 4, 11 -> RouteTransport.VPC;
            case 3, 8, 17 -> RouteTransport.TAILSCALE;
            case 5, 16 -> RouteTransport.HTTPS;
            case 9 -> RouteTransport.RELAY;
            case 2 -> RouteTransport.NONE;
            default -> RouteTransport.NATS;
        };
    }
}
