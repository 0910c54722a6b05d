package io.centter.control.route;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.route.Kind;
import io.centter.model.route.Medium;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.interfaces.ShortestPathAlgorithm.SingleSourcePaths;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jspecify.annotations.Nullable;

/// The best path from each kind of agents to each other. Direct ones follow from the two kinds; where there is none, it
/// is the one with the fewest relays, of these the one with the best transports, of these the one whose relays have the
/// lowest ids.
///
/// A kind is not joined to every other kind but to the media that it sends and hears on, so the graph stays as small as
/// there are kinds.
final class KindPaths {
    /// Agents between two others at most: what takes more is called no path.
    static final int MOST_RELAYS = 2;

    /// For so many kinds the paths are kept.
    private static final int MOST_KEPT = 512;
    /// What a hop weighs: more than the transports of all hops, and these more than the ranks of all relays.
    private static final double HOP = 1e9;

    private static final double PRIORITY = 1e6;

    private final List<Kind> kinds;
    private final Map<Kind, Map<Kind, KindWay>> kept = new ConcurrentHashMap<>();
    private volatile @Nullable SimpleDirectedWeightedGraph<Node, DefaultWeightedEdge> graph;

    /// A vertex.
    sealed interface Node {
        /// The agents of one kind.
        record At(Kind kind) implements Node {}

        /// Where they meet.
        record On(Medium medium) implements Node {}
    }

    /// Paths among these kinds.
    ///
    /// @param kinds in the order of the first agent of each
    KindPaths(List<Kind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /// The paths of one of the kinds to all of them, itself included.
    Map<Kind, KindWay> from(Kind from) {
        Map<Kind, KindWay> known = kept.get(from);
        if (known != null) {
            return known;
        }
        Map<Kind, KindWay> found = find(from);
        if (kept.size() < MOST_KEPT) {
            kept.put(from, found);
        }
        return found;
    }

    private Map<Kind, KindWay> find(Kind from) {
        Map<Kind, KindWay> ways = new HashMap<>();
        SingleSourcePaths<Node, DefaultWeightedEdge> paths = null;
        for (Kind to : kinds) {
            Optional<Transport> direct = Kind.direct(from, to);
            if (direct.isPresent()) {
                ways.put(to, KindWay.direct(direct.get()));
            } else if (from.equals(to) || !from.open() || to.hears().isEmpty()) {
                ways.put(to, KindWay.NONE);
            } else {
                paths = paths == null ? paths(from) : paths;
                ways.put(to, way(paths.getPath(new Node.At(to))));
            }
        }
        return ways;
    }

    private SingleSourcePaths<Node, DefaultWeightedEdge> paths(Kind from) {
        SimpleDirectedWeightedGraph<Node, DefaultWeightedEdge> known = graph;
        if (known == null) {
            known = build();
            graph = known;
        }
        // One hop more than the relays, and less than another.
        return new DijkstraShortestPath<>(known, (MOST_RELAYS + 2) * HOP - 1).getPaths(new Node.At(from));
    }

    private static KindWay way(@Nullable GraphPath<Node, DefaultWeightedEdge> path) {
        if (path == null) {
            return KindWay.NONE;
        }
        List<Transport> hops = new ArrayList<>();
        List<Kind> relays = new ArrayList<>();
        for (Node node : path.getVertexList()) {
            switch (node) {
                case Node.On on -> hops.add(on.medium().transport());
                case Node.At at -> relays.add(at.kind());
            }
        }
        return KindWay.relayed(hops, relays.subList(1, relays.size() - 1));
    }

    private SimpleDirectedWeightedGraph<Node, DefaultWeightedEdge> build() {
        SimpleDirectedWeightedGraph<Node, DefaultWeightedEdge> made =
                new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        for (int rank = 0; rank < kinds.size(); rank++) {
            Kind kind = kinds.get(rank);
            Node at = new Node.At(kind);
            made.addVertex(at);
            for (Medium medium : kind.sends()) {
                join(made, at, new Node.On(medium), HOP + (medium.transport().priority() + 1) * PRIORITY);
            }
            for (Medium medium : kind.hears()) {
                join(made, new Node.On(medium), at, rank);
            }
        }
        return made;
    }

    private static void join(
            SimpleDirectedWeightedGraph<Node, DefaultWeightedEdge> graph, Node from, Node to, double weight) {
        graph.addVertex(from);
        graph.addVertex(to);
        graph.setEdgeWeight(graph.addEdge(from, to), weight);
    }

    /// How one kind reaches another.
    ///
    /// @param hops the transport of each hop; none where there is no path
    /// @param relays the kinds in between
    record KindWay(List<Transport> hops, List<Kind> relays) {
        static final KindWay NONE = new KindWay(List.of(), List.of());

        private static final Map<Transport, KindWay> DIRECT = Map.of(
                Transport.NATS, new KindWay(List.of(Transport.NATS), List.of()),
                Transport.VPC, new KindWay(List.of(Transport.VPC), List.of()),
                Transport.TAILSCALE, new KindWay(List.of(Transport.TAILSCALE), List.of()),
                Transport.HTTPS, new KindWay(List.of(Transport.HTTPS), List.of()));

        static KindWay direct(Transport transport) {
            return Objects.requireNonNull(DIRECT.get(transport));
        }

        static KindWay relayed(List<Transport> hops, List<Kind> relays) {
            return new KindWay(List.copyOf(hops), List.copyOf(relays));
        }
    }

    /// The first agents of a kind, and how many there are.
    ///
    /// @param second for what is said between two of the same kind
    record Group(int size, AgentId first, @Nullable AgentId second) {}
}
