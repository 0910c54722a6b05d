package io.centter.control.route;

import io.centter.control.refusal.Refused;
import io.centter.control.route.RoutePicture.Placed;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.route.Kind;
import io.centter.model.route.Reachability;
import io.centter.model.route.RouteForecast;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.Way;
import io.centter.model.route.WhatIf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the routes of a network would be if something were gone. Counted by kinds, so that nobody has to look at each
/// of
/// fifty million pairs.
final class Forecast {
    /// With more kinds than this it would take too long.
    static final int MOST_KINDS = 512;

    private static final Way NONE = new Way(RouteTransport.NONE, RouteTransport.NONE.priority(), false, List.of());

    private final RoutePicture before;
    private final RoutePicture after;
    private final @Nullable AgentId only;
    private final Map<Fate, Integer> fates = new HashMap<>();
    private final Map<AgentId, Fate> ofAgent = new HashMap<>();
    private final Map<Pair, Boolean> same = new HashMap<>();

    /// What becomes of agents of a kind.
    ///
    /// @param after null for one that is gone
    private record Fate(Kind before, @Nullable Kind after) {}

    private record Pair(Fate from, Fate to) {}

    private Forecast(RoutePicture before, RoutePicture after, @Nullable AgentId only) {
        this.before = before;
        this.after = after;
        this.only = only;
        before.agents().forEach((agent, placed) -> {
            Fate fate =
                    new Fate(placed.kind(), after.find(agent).map(Placed::kind).orElse(null));
            fates.merge(fate, 1, Integer::sum);
            ofAgent.put(agent, fate);
        });
    }

    /// Compares.
    ///
    /// @param only routes from this agent; null for all
    /// @param limit how many changes are shown at most
    static RouteForecast of(RoutePicture before, WhatIf question, @Nullable AgentId only, int limit) {
        if (only != null && before.find(only).isEmpty()) {
            throw unknown("from", only);
        }
        if (before.groups().size() > MOST_KINDS) {
            throw new Refused.Limit(
                    "too-many-kinds",
                    "The agents of this network are reached in more than " + MOST_KINDS
                            + " different ways; that is too many to compare.",
                    null);
        }
        return new Forecast(before, before.with(changes(before, question)), only).compare(question, limit);
    }

    private static Map<AgentId, Optional<Reachability>> changes(RoutePicture before, WhatIf question) {
        Transport transport = question.transport();
        AgentId agent = question.agent();
        if (agent != null) {
            Placed one = before.find(agent).orElseThrow(() -> unknown("/agent", agent));
            return Map.of(agent, Optional.ofNullable(transport).map(one.reach()::without));
        }
        Map<AgentId, Optional<Reachability>> changes = new HashMap<>();
        before.agents()
                .forEach((id, placed) ->
                        changes.put(id, Optional.of(placed.reach().without(Objects.requireNonNull(transport)))));
        return changes;
    }

    private static Refused unknown(String field, AgentId agent) {
        return Refused.Invalid.field("unknown-agent", field, "This network has no agent " + agent + ".");
    }

    private RouteForecast compare(WhatIf question, int limit) {
        long lost = 0;
        long rerouted = 0;
        Map<Fate, Integer> sources = only == null ? fates : Map.of(fate(only), 1);
        for (Map.Entry<Fate, Integer> from : sources.entrySet()) {
            for (Map.Entry<Fate, Integer> to : fates.entrySet()) {
                boolean alike = from.getKey().equals(to.getKey());
                long pairs = (long) from.getValue() * (to.getValue() - (alike ? 1 : 0));
                Pair pair = new Pair(from.getKey(), to.getKey());
                if (pairs > 0 && !isSame(pair)) {
                    boolean gone = after(pair).transport() == RouteTransport.NONE;
                    lost += gone ? pairs : 0;
                    rerouted += gone ? 0 : pairs;
                }
            }
        }
        List<RouteForecast.Change> items = items((int) Math.min(limit, lost + rerouted));
        long agents = before.agents().size();
        return new RouteForecast(
                question,
                (only == null ? agents : 1) * (agents - 1),
                lost,
                rerouted,
                items,
                items.size() == lost + rerouted);
    }

    private List<RouteForecast.Change> items(int wanted) {
        List<RouteForecast.Change> items = new ArrayList<>(wanted);
        Set<AgentId> sources = only == null ? before.agents().keySet() : Set.of(only);
        for (AgentId from : sources) {
            if (items.size() == wanted) {
                break;
            }
            Fate source = fate(from);
            if (fates.keySet().stream().allMatch(target -> isSame(new Pair(source, target)))) {
                continue;
            }
            for (AgentId to : before.agents().keySet()) {
                Pair pair = new Pair(source, fate(to));
                if (items.size() < wanted && !from.equals(to) && !isSame(pair)) {
                    items.add(new RouteForecast.Change(from, to, before(pair), after(pair)));
                }
            }
        }
        return items;
    }

    private boolean isSame(Pair pair) {
        return same.computeIfAbsent(pair, one -> before(one).equals(after(one)));
    }

    private Way before(Pair pair) {
        return before.shortWay(pair.from().before(), pair.to().before());
    }

    private Way after(Pair pair) {
        Kind from = pair.from().after();
        Kind to = pair.to().after();
        return from == null || to == null ? NONE : after.shortWay(from, to);
    }

    private Fate fate(AgentId agent) {
        return Objects.requireNonNull(ofAgent.get(agent));
    }
}
