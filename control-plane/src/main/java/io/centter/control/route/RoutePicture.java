package io.centter.control.route;

import io.centter.control.route.KindPaths.Group;
import io.centter.control.route.KindPaths.KindWay;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.route.Hop;
import io.centter.model.route.Kind;
import io.centter.model.route.Planner;
import io.centter.model.route.Reachability;
import io.centter.model.route.Route;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.TransportChoice;
import io.centter.model.route.Way;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All agents of a network and how they are reached, at one moment. A value; a change makes another.
final class RoutePicture {
    private final NavigableMap<AgentId, Placed> agents;
    private final Map<Kind, Group> groups;
    private final KindPaths paths;

    /// An agent with its kind.
    record Placed(Reachability reach, Kind kind) {
        static Placed of(Reachability reach) {
            return new Placed(reach, reach.kind());
        }
    }

    private RoutePicture(NavigableMap<AgentId, Placed> agents, @Nullable RoutePicture before) {
        this.agents = Collections.unmodifiableNavigableMap(agents);
        this.groups = groups(agents);
        // Most changes leave the kinds as they are, and with them the paths.
        this.paths = before != null && firsts(before.groups).equals(firsts(groups))
                ? before.paths
                : new KindPaths(inOrder(groups));
    }

    static RoutePicture of(Iterable<Reachability> all) {
        NavigableMap<AgentId, Placed> agents = new TreeMap<>();
        all.forEach(one -> agents.put(one.agent(), Placed.of(one)));
        return new RoutePicture(agents, null);
    }

    /// The same with some agents changed, or gone where nothing is given for them.
    RoutePicture with(Map<AgentId, Optional<Reachability>> changes) {
        NavigableMap<AgentId, Placed> next = new TreeMap<>(agents);
        changes.forEach((agent, reach) -> {
            if (reach.isPresent()) {
                next.put(agent, Placed.of(reach.get()));
            } else {
                next.remove(agent);
            }
        });
        return new RoutePicture(next, this);
    }

    /// By id.
    NavigableMap<AgentId, Placed> agents() {
        return agents;
    }

    Optional<Placed> find(AgentId agent) {
        return Optional.ofNullable(agents.get(agent));
    }

    /// How many agents of each kind there are.
    Map<Kind, Group> groups() {
        return groups;
    }

    /// The best path of a pair, both of which are in the picture.
    Route route(AgentId from, AgentId to, List<TransportChoice> choices) {
        Placed source = placed(from);
        Placed target = placed(to);
        KindWay way = way(source.kind(), target.kind());
        if (way.hops().isEmpty()) {
            return Route.none(from, to, Planner.blocked(choices));
        }
        if (way.relays().isEmpty()) {
            Transport transport = way.hops().getFirst();
            TransportChoice chosen = choices.stream()
                    .filter(choice -> choice.transport() == transport)
                    .findFirst()
                    .orElseThrow();
            return Route.direct(Planner.hop(source.reach(), target.reach(), transport), chosen.reason());
        }
        List<AgentId> stops = new ArrayList<>(relays(way));
        stops.addFirst(from);
        stops.addLast(to);
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < way.hops().size(); i++) {
            hops.add(Planner.hop(
                    placed(stops.get(i)).reach(),
                    placed(stops.get(i + 1)).reach(),
                    way.hops().get(i)));
        }
        return Route.relayed(hops);
    }

    /// The same in short.
    Way shortWay(Kind from, Kind to) {
        return shortened(way(from, to));
    }

    Way shortened(KindWay way) {
        RouteTransport transport = transport(way);
        boolean deprecated = way.hops().stream().anyMatch(hop -> hop != Transport.NATS);
        return new Way(transport, transport.priority(), deprecated, relays(way));
    }

    KindWay way(Kind from, Kind to) {
        return Objects.requireNonNull(paths.from(from).get(to));
    }

    /// The paths of one kind to all.
    Map<Kind, KindWay> ways(Kind from) {
        return paths.from(from);
    }

    static RouteTransport transport(KindWay way) {
        if (way.hops().isEmpty()) {
            return RouteTransport.NONE;
        }
        return way.relays().isEmpty() ? RouteTransport.of(way.hops().getFirst()) : RouteTransport.RELAY;
    }

    private List<AgentId> relays(KindWay way) {
        return way.relays().stream()
                .map(kind -> Objects.requireNonNull(groups.get(kind)).first())
                .toList();
    }

    private Placed placed(AgentId agent) {
        return Objects.requireNonNull(agents.get(agent), "not in this picture");
    }

    private static Map<Kind, Group> groups(NavigableMap<AgentId, Placed> agents) {
        Map<Kind, Group> groups = new HashMap<>();
        agents.forEach((agent, placed) -> groups.merge(
                placed.kind(),
                new Group(1, agent, null),
                (known, _) ->
                        new Group(known.size() + 1, known.first(), known.second() == null ? agent : known.second())));
        return groups;
    }

    private static Map<Kind, AgentId> firsts(Map<Kind, Group> groups) {
        Map<Kind, AgentId> firsts = new HashMap<>();
        groups.forEach((kind, group) -> firsts.put(kind, group.first()));
        return firsts;
    }

    private static List<Kind> inOrder(Map<Kind, Group> groups) {
        return groups.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getValue().first()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
