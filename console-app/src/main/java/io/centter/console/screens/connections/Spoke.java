package io.centter.console.screens.connections;

import io.centter.model.route.RouteTransport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// One thing around the middle: an agent, or many in one.
sealed interface Spoke {
    /// Beyond so many peers the graph puts most of them into groups.
    int LEGIBLE = 300;
    /// So many agents stay by themselves then.
    int STAYING = 120;

    RouteTransport transport();

    /// The same for the same thing in each picture.
    String key();

    record One(Peer peer) implements Spoke {
        @Override
        public RouteTransport transport() {
            return peer.transport();
        }

        @Override
        public String key() {
            return peer.id().value();
        }
    }

    /// The other agents of a transport.
    record Many(RouteTransport transport, int agents) implements Spoke {
        @Override
        public String key() {
            return "many-" + transport.name().toLowerCase(Locale.ROOT);
        }
    }

    /// In the order they go around: by transport, and by name within. Where there are too many, each transport keeps
    /// its share of those that stay, the remarkable ones first.
    ///
    /// @param totals how many there are by transport, those not among the peers too
    static List<Spoke> of(List<Peer> peers, Map<RouteTransport, Integer> totals) {
        Map<RouteTransport, List<Peer>> byTransport = new EnumMap<>(RouteTransport.class);
        peers.forEach(peer -> byTransport
                .computeIfAbsent(peer.transport(), _ -> new ArrayList<>())
                .add(peer));
        totals.keySet().forEach(transport -> byTransport.computeIfAbsent(transport, _ -> new ArrayList<>()));
        int all = byTransport.entrySet().stream()
                .mapToInt(
                        one -> Math.max(one.getValue().size(), Objects.requireNonNullElse(totals.get(one.getKey()), 0)))
                .sum();
        List<Spoke> spokes = new ArrayList<>();
        byTransport.forEach((transport, those) -> {
            int total = Math.max(those.size(), Objects.requireNonNullElse(totals.get(transport), 0));
            int room = all <= LEGIBLE ? those.size() : Math.max(6, STAYING * total / all);
            // A group of one would be no shorter than the one.
            List<Peer> staying = total <= room + 1 ? those : remarkable(those, room);
            staying.stream()
                    .sorted(Comparator.comparing((Peer peer) -> peer.name().toLowerCase(Locale.ROOT))
                            .thenComparing(peer -> peer.id().value()))
                    .forEach(peer -> spokes.add(new One(peer)));
            if (total > staying.size()) {
                spokes.add(new Many(transport, total - staying.size()));
            }
        });
        return spokes;
    }

    private static List<Peer> remarkable(List<Peer> peers, int room) {
        return peers.stream()
                .sorted(Comparator.comparing((Peer peer) -> peer.fate() == Peer.Fate.SAME)
                        .thenComparing(peer -> !peer.locked())
                        .thenComparing(peer -> peer.name().toLowerCase(Locale.ROOT))
                        .thenComparing(peer -> peer.id().value()))
                .limit(room)
                .toList();
    }
}
