package io.centter.control.route;

import io.centter.control.route.KindPaths.Group;
import io.centter.control.route.RouteSql.KindRoute;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.Kind;
import io.centter.model.route.Planner;
import io.centter.model.route.Reachability;
import io.centter.model.route.Route;
import io.centter.model.route.TransportChoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The routes between kinds as rows: which there must be, and what brings those that are there level with that.
final class KindRoutes {
    /// With more kinds than this nothing is kept: what agents say must not make a table grow with its square.
    static final int MOST_KINDS = 64;

    private KindRoutes() {}

    /// What was done.
    ///
    /// @param rows how many were written or deleted
    /// @param relays agents through which other paths lead than before
    record Levelled(int rows, Set<AgentId> relays) {}

    private record Key(String from, String to) {
        static Key of(KindRoute row) {
            return new Key(row.fromKind(), row.toKind());
        }
    }

    static Levelled level(RouteSql sql, NetworkId network, RoutePicture picture, Instant now) {
        Map<Key, KindRoute> wanted = wanted(picture).stream().collect(Collectors.toMap(Key::of, row -> row));
        List<KindRoute> kept = sql.kindRoutes(network);
        List<KindRoute> gone = new ArrayList<>();
        Map<Key, KindRoute> missing = new HashMap<>(wanted);
        Set<AgentId> relays = new HashSet<>();
        Set<Key> known = new HashSet<>();
        for (KindRoute row : kept) {
            KindRoute next = wanted.get(Key.of(row));
            known.add(Key.of(row));
            if (row.equals(next)) {
                missing.remove(Key.of(row));
                continue;
            }
            gone.add(row);
            if (next == null || !next.via().equals(row.via())) {
                relays.addAll(relays(row));
                relays.addAll(next == null ? List.of() : relays(next));
            }
        }
        missing.values().stream()
                .filter(row -> !known.contains(Key.of(row)))
                .forEach(row -> relays.addAll(relays(row)));
        write(sql, network, gone, List.copyOf(missing.values()), now);
        // Nothing was there before: nobody's path became another.
        return new Levelled(gone.size() + missing.size(), kept.isEmpty() ? Set.of() : relays);
    }

    private static void write(
            RouteSql sql, NetworkId network, List<KindRoute> gone, List<KindRoute> missing, Instant now) {
        if (!gone.isEmpty()) {
            sql.remove(
                    network,
                    gone.stream().map(row -> row.fromAgent().value()).toArray(String[]::new),
                    gone.stream().map(row -> row.toAgent().value()).toArray(String[]::new));
        }
        if (!missing.isEmpty()) {
            sql.add(network, missing, now);
        }
    }

    /// All that decides which rows there must be: the kinds, and how the first agents of each are reached.
    static Map<Kind, List<Reachability>> basis(RoutePicture picture) {
        Map<Kind, List<Reachability>> basis = new HashMap<>();
        picture.groups()
                .forEach((kind, group) -> basis.put(
                        kind,
                        agents(group).stream()
                                .map(agent -> picture.find(agent).orElseThrow().reach())
                                .toList()));
        return basis;
    }

    private static List<KindRoute> wanted(RoutePicture picture) {
        Map<Kind, Group> groups = picture.groups();
        List<KindRoute> rows = new ArrayList<>();
        if (groups.size() > MOST_KINDS) {
            return rows;
        }
        groups.forEach((from, first) -> groups.forEach((to, second) -> {
            AgentId target = from.equals(to) ? first.second() : second.first();
            if (target != null) {
                rows.add(row(picture, from, to, first.first(), target));
            }
        }));
        return rows;
    }

    private static KindRoute row(RoutePicture picture, Kind fromKind, Kind toKind, AgentId from, AgentId to) {
        List<TransportChoice> choices = Planner.choices(
                picture.find(from).orElseThrow().reach(),
                picture.find(to).orElseThrow().reach());
        Route route = picture.route(from, to, choices);
        return new KindRoute(
                fromKind.text(),
                toKind.text(),
                from,
                to,
                route.transport().name().toLowerCase(Locale.ROOT),
                route.priority(),
                route.via().stream().map(AgentId::value).collect(Collectors.joining(",")),
                address(route),
                route.reason());
    }

    private static @Nullable String address(Route route) {
        return route.hops().isEmpty() ? null : route.hops().getFirst().address();
    }

    private static List<AgentId> relays(KindRoute row) {
        return Arrays.stream(row.via().split(",", -1))
                .filter(id -> !id.isEmpty())
                .map(AgentId::new)
                .toList();
    }

    private static List<AgentId> agents(Group group) {
        AgentId second = group.second();
        return second == null
                ? List.of(group.first())
                : Stream.of(group.first(), second).toList();
    }
}
