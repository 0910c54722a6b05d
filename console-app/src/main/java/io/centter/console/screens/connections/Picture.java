package io.centter.console.screens.connections;

import io.centter.console.fleet.AgentRow;
import io.centter.console.screens.connections.Ego.Without;
import io.centter.console.screens.connections.Peer.Fate;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.Presence;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.RouteAgent;
import io.centter.model.route.RouteForecast;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is to be seen: the agent in the middle, its peers, and the spokes they make.
///
/// @param peers by transport and name, all that were read
/// @param totals how many there are by transport; of those that are shown alone also while they are
record Picture(
        Optional<AgentId> center,
        String name,
        Presence presence,
        List<Peer> peers,
        List<Spoke> spokes,
        Map<RouteTransport, Integer> totals) {
    static final Picture NONE = new Picture(Optional.empty(), "", Presence.UNKNOWN, List.of(), List.of(), Map.of());

    /// Puts it together.
    ///
    /// @param without what a question was answered with; null where nothing is thought away
    /// @param only peers that are reached by this; null for all
    /// @param rows agents as they are now
    static Picture of(
            Ego ego,
            @Nullable Without without,
            @Nullable RouteTransport only,
            Function<AgentId, Optional<AgentRow>> rows) {
        Map<AgentId, Way> instead = new HashMap<>();
        if (without != null) {
            without.ofEgo().items().forEach((RouteForecast.Change change) -> instead.put(change.to(), change.after()));
        }
        List<Peer> peers = new ArrayList<>(ego.edges().size());
        Map<RouteTransport, Integer> totals = new EnumMap<>(RouteTransport.class);
        totals.putAll(ego.counts());
        for (EgoGraph.Edge edge : ego.edges()) {
            Way now = instead.getOrDefault(edge.peer(), edge.out());
            totals.merge(edge.out().transport(), -1, Integer::sum);
            totals.merge(now.transport(), 1, Integer::sum);
            peers.add(peer(ego, edge, now, rows));
        }
        totals.values().removeIf(count -> count <= 0);
        List<Peer> shown = peers.stream()
                .filter(peer -> only == null || peer.transport() == only)
                .sorted(Comparator.comparing(Peer::transport)
                        .thenComparing(Peer::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(peer -> peer.id().value()))
                .toList();
        Map<RouteTransport, Integer> around = new EnumMap<>(RouteTransport.class);
        totals.forEach((transport, count) -> {
            if (only == null || transport == only) {
                around.put(transport, count);
            }
        });
        return new Picture(
                Optional.of(ego.agent().agent()),
                name(ego.agent(), rows),
                presence(ego.agent(), rows),
                shown,
                Spoke.of(shown, around),
                totals);
    }

    Optional<Spoke> find(@Nullable String key) {
        return spokes.stream().filter(spoke -> spoke.key().equals(key)).findFirst();
    }

    /// The spoke so many further around than one; from the end it goes on at the beginning.
    Optional<Spoke> step(@Nullable String from, int by) {
        if (spokes.isEmpty()) {
            return Optional.empty();
        }
        int at = indexOf(from);
        int next = at < 0 ? (by > 0 ? 0 : spokes.size() - 1) : Math.floorMod(at + by, spokes.size());
        return Optional.of(spokes.get(next));
    }

    int indexOf(@Nullable String key) {
        for (int i = 0; i < spokes.size(); i++) {
            if (spokes.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    Optional<Peer> peer(@Nullable String id) {
        return peers.stream().filter(peer -> peer.id().value().equals(id)).findFirst();
    }

    /// Peers whose name or id contains this.
    List<Peer> named(String part) {
        String typed = part.strip().toLowerCase(Locale.ROOT);
        return peers.stream()
                .filter(peer ->
                        (peer.name() + " " + peer.id()).toLowerCase(Locale.ROOT).contains(typed))
                .toList();
    }

    private static Peer peer(Ego ego, EgoGraph.Edge edge, Way now, Function<AgentId, Optional<AgentRow>> rows) {
        RouteAgent node = Objects.requireNonNull(ego.nodes().get(edge.peer()));
        Fate fate =
                now.equals(edge.out()) ? Fate.SAME : now.transport() == RouteTransport.NONE ? Fate.LOST : Fate.REROUTED;
        return new Peer(edge.peer(), name(node, rows), presence(node, rows), node.locked(), now, edge.back(), fate);
    }

    private static String name(RouteAgent node, Function<AgentId, Optional<AgentRow>> rows) {
        return rows.apply(node.agent()).map(row -> row.get().name()).orElse(node.name());
    }

    private static Presence presence(RouteAgent node, Function<AgentId, Optional<AgentRow>> rows) {
        return rows.apply(node.agent()).map(row -> row.get().presence()).orElse(node.presence());
    }
}
