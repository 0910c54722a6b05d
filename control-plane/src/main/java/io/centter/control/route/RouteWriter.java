package io.centter.control.route;

import io.centter.control.event.Happened;
import io.centter.control.ground.Ground;
import io.centter.control.refusal.Refused;
import io.centter.control.route.RouteSql.Sides;
import io.centter.model.event.EventData;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.Kind;
import io.centter.model.route.Reachability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Records how agents are reached, and tells of what changed. What is on record already is neither written nor told
/// again, by whichever process it was recorded.
final class RouteWriter {
    /// Agents in one transaction.
    static final int BATCH = 1_000;

    private final Ground ground;
    private final RouteBook book;
    // From what the rows of each network were made last.
    private final Map<NetworkId, Map<Kind, List<Reachability>>> levelled = new ConcurrentHashMap<>();

    RouteWriter(Ground ground, RouteBook book) {
        this.ground = ground;
        this.book = book;
    }

    /// What was written.
    ///
    /// @param agents how many agents were recorded otherwise
    /// @param rows all rows written or deleted
    /// @param behind agents of whom another process has recorded more than this one knows; they were left alone
    record Written(int agents, int rows, Set<AgentId> behind) {
        static final Written NOTHING = new Written(0, 0, Set.of());

        Written and(Written more) {
            Set<AgentId> both = new HashSet<>(behind);
            both.addAll(more.behind);
            return new Written(agents + more.agents, rows + more.rows, both);
        }
    }

    /// Brings the record of some agents level with the picture, and the routes between kinds where these changed.
    Written write(NetworkId network, Collection<AgentId> agents) {
        List<AgentId> all = List.copyOf(agents);
        Written sum = Written.NOTHING;
        for (int i = 0; i < all.size(); i += BATCH) {
            List<AgentId> some = all.subList(i, Math.min(all.size(), i + BATCH));
            Map<AgentId, Instant> heard = book.heard(network, some);
            RoutePicture picture = book.picture(network);
            try {
                Written written = ground.transactions()
                        .inNetwork(network, handle -> write(handle, network, picture, heard, some));
                sum = sum.and(written);
                if (written.behind().isEmpty()) {
                    levelled.put(network, KindRoutes.basis(picture));
                }
            } catch (Refused.NotFound _) {
                levelled.remove(network);
                return sum;
            }
        }
        return sum;
    }

    /// Looks at all agents of a network, and at all rows, in a transaction of the caller's.
    Written rewrite(Handle handle, NetworkId network, RoutePicture picture) {
        Set<AgentId> all = new HashSet<>(picture.agents().keySet());
        all.addAll(RouteSql.of(handle).leftBehind(network));
        levelled.remove(network);
        return write(handle, network, picture, book.heard(network, all), List.copyOf(all));
    }

    private Written write(
            Handle handle, NetworkId network, RoutePicture picture, Map<AgentId, Instant> heard, List<AgentId> agents) {
        RouteSql sql = RouteSql.of(handle);
        Instant now = ground.now();
        List<Happened> events = new ArrayList<>();
        Map<AgentId, Sides> kept = kept(sql, network, agents);
        Set<AgentId> behind = kept.values().stream()
                .filter(sides -> sides.isAhead(heard.get(sides.agentId())))
                .map(Sides::agentId)
                .collect(Collectors.toSet());
        List<AgentId> known =
                agents.stream().filter(agent -> !behind.contains(agent)).toList();
        int changed = writeSides(sql, network, sides(picture, heard, known), kept, events);
        int rows = changed;
        if (behind.isEmpty() && !KindRoutes.basis(picture).equals(levelled.get(network))) {
            KindRoutes.Levelled level = KindRoutes.level(sql, network, picture, now);
            rows += level.rows();
            if (!level.relays().isEmpty()) {
                events.add(new Happened(
                        now,
                        new EventData.RelaysChanged(
                                level.relays().stream().sorted().toList())));
            }
        }
        ground.outbox().events(handle, network, events);
        return new Written(changed, rows, behind);
    }

    private static Map<AgentId, Sides> kept(RouteSql sql, NetworkId network, List<AgentId> agents) {
        String[] ids = agents.stream().map(AgentId::value).toArray(String[]::new);
        return sql.sides(network, ids).stream().collect(Collectors.toMap(Sides::agentId, sides -> sides));
    }

    /// As the picture shows them; empty for those that are gone.
    private static Map<AgentId, Optional<Sides>> sides(
            RoutePicture picture, Map<AgentId, Instant> heard, List<AgentId> agents) {
        Map<AgentId, Optional<Sides>> sides = new HashMap<>();
        agents.forEach(agent ->
                sides.put(agent, picture.find(agent).map(placed -> sides(placed.reach(), heard.get(agent)))));
        return sides;
    }

    private int writeSides(
            RouteSql sql,
            NetworkId network,
            Map<AgentId, Optional<Sides>> shown,
            Map<AgentId, Sides> kept,
            List<Happened> events) {
        List<Sides> changed = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        shown.forEach((agent, now) -> {
            Sides before = kept.get(agent);
            if (now.isEmpty() && before != null) {
                gone.add(agent.value());
            } else if (now.isPresent() && (before == null || !now.get().isAs(before))) {
                changed.add(now.get());
                if (before != null) {
                    events.add(new Happened(
                            ground.now(),
                            new EventData.RoutesChanged(agent, transports(before), transports(now.get()))));
                }
            }
        });
        if (!changed.isEmpty()) {
            sql.put(network, changed, ground.now());
        }
        if (!gone.isEmpty()) {
            sql.forget(network, gone.toArray(String[]::new));
        }
        return changed.size() + gone.size();
    }

    private static Sides sides(Reachability reach, @Nullable Instant heardAt) {
        return new Sides(
                reach.agent(),
                reach.kind().text(),
                reach.transports().stream()
                        .map(transport -> transport.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(",")),
                reach.vpc().place(),
                reach.vpc().address(),
                reach.tailscale().place(),
                reach.tailscale().address(),
                reach.https().address(),
                heardAt);
    }

    private static List<Transport> transports(Sides sides) {
        return Arrays.stream(sides.transports().split(",", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> Transport.valueOf(word.toUpperCase(Locale.ROOT)))
                .toList();
    }
}
