package io.centter.control.route;

import io.centter.control.presence.AgentSight;
import io.centter.control.presence.Sights;
import io.centter.control.route.KindPaths.KindWay;
import io.centter.control.route.RoutePicture.Placed;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.Presence;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.Kind;
import io.centter.model.route.RouteAgent;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The routes of one agent out of a picture. What is said of all peers is said of their kinds, so that it takes as long
/// among ten thousand as among a hundred.
final class EgoGraphs {
    /// Groups that are shown at most.
    private static final int MOST_GROUPS = 500;

    private final RoutePicture picture;
    private final Sights sights;
    private final Placed ego;
    private final Map<Kind, KindWay> out;
    private final Map<Kind, Way> ways = new HashMap<>();
    private final Map<Kind, Way> backs = new HashMap<>();

    /// The graph of one agent.
    ///
    /// @param sights who is there now
    EgoGraphs(RoutePicture picture, Sights sights, Placed ego) {
        this.picture = picture;
        this.sights = sights;
        this.ego = ego;
        this.out = picture.ways(ego.kind());
    }

    /// The next peers by id.
    ///
    /// @param after which id; empty at the beginning
    /// @param only peers that are reached by this; null for all
    /// @param wanted how many at most
    List<EgoGraph.Edge> edges(String after, @Nullable RouteTransport only, int wanted) {
        List<EgoGraph.Edge> edges = new ArrayList<>();
        Map<AgentId, Placed> rest =
                after.isEmpty() ? picture.agents() : picture.agents().tailMap(new AgentId(after), false);
        for (Map.Entry<AgentId, Placed> one : rest.entrySet()) {
            if (edges.size() == wanted) {
                break;
            }
            Kind kind = one.getValue().kind();
            boolean fits = only == null || RoutePicture.transport(way(kind)) == only;
            if (fits && !one.getKey().equals(ego.reach().agent())) {
                edges.add(new EgoGraph.Edge(
                        one.getKey(),
                        ways.computeIfAbsent(kind, to -> picture.shortened(way(to))),
                        backs.computeIfAbsent(kind, from -> picture.shortWay(from, ego.kind()))));
            }
        }
        return edges;
    }

    /// The graph with a page of edges.
    EgoGraph graph(List<EgoGraph.Edge> page, @Nullable String nextCursor) {
        SequencedMap<AgentId, RouteAgent> nodes = new LinkedHashMap<>();
        page.forEach(edge -> nodes.put(edge.peer(), node(edge.peer())));
        for (EgoGraph.Edge edge : page) {
            edge.out().via().forEach(relay -> nodes.computeIfAbsent(relay, this::node));
            edge.back().via().forEach(relay -> nodes.computeIfAbsent(relay, this::node));
        }
        nodes.remove(ego.reach().agent());
        return new EgoGraph(
                node(ego.reach().agent()),
                picture.agents().size() - 1,
                groups(),
                List.copyOf(nodes.values()),
                page,
                nextCursor);
    }

    /// An agent as a node; it is in the picture.
    static RouteAgent node(RoutePicture picture, Sights sights, AgentId agent) {
        Placed placed = picture.find(agent).orElseThrow();
        AgentSight sight = sights.find(agent).orElse(null);
        return new RouteAgent(
                agent,
                sight == null ? agent.value() : sight.name(),
                sight == null ? null : sight.slug(),
                sight == null ? Presence.UNKNOWN : sight.presence(),
                placed.reach().locked(),
                placed.reach().transports());
    }

    private RouteAgent node(AgentId agent) {
        return node(picture, sights, agent);
    }

    private List<EgoGraph.Group> groups() {
        Map<EgoGraph.Group, Integer> sizes = new HashMap<>();
        picture.groups().forEach((kind, group) -> {
            int size = group.size() - (kind.equals(ego.kind()) ? 1 : 0);
            if (size > 0) {
                KindWay way = way(kind);
                Way told = picture.shortened(way);
                sizes.merge(new EgoGraph.Group(told.transport(), place(kind, way), told.via(), 0), size, Integer::sum);
            }
        });
        return sizes.entrySet().stream()
                .map(one -> new EgoGraph.Group(
                        one.getKey().transport(),
                        one.getKey().place(),
                        one.getKey().via(),
                        one.getValue()))
                .sorted(Comparator.comparingInt(EgoGraph.Group::agents)
                        .reversed()
                        .thenComparing(EgoGraph.Group::transport)
                        .thenComparing(group -> String.valueOf(group.place()))
                        .thenComparing(group -> group.via().toString()))
                .limit(MOST_GROUPS)
                .toList();
    }

    private static @Nullable String place(Kind kind, KindWay way) {
        if (way.hops().size() != 1) {
            return null;
        }
        return switch (way.hops().getFirst()) {
            case VPC -> kind.vpc();
            case TAILSCALE -> kind.tailnet();
            case NATS, HTTPS -> null;
        };
    }

    private KindWay way(Kind kind) {
        return Objects.requireNonNull(out.get(kind));
    }
}
