package io.centter.control.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.db.Transactions;
import io.centter.control.presence.AgentSight;
import io.centter.control.presence.Sights;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.ReachFacts;
import io.centter.model.route.Reachability;
import io.centter.model.wire.Wire;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The picture of one network, and what of it must be looked at again. Where another process heard an agent later than
/// this one, what it recorded counts.
final class NetworkBook {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkBook.class);

    private final NetworkId network;
    private final Transactions transactions;
    private final Supplier<Sights> seen;
    private final Set<String> ownHosts;
    private final InstantSource clock;
    // Of these the board says something new; of those people declared something.
    private final Set<AgentId> moved = ConcurrentHashMap.newKeySet();
    private final Set<AgentId> undeclared = ConcurrentHashMap.newKeySet();
    private final Map<AgentId, RouteSql.Declared> declared = new HashMap<>();
    // When the heartbeat came from which each was drawn last.
    private final Map<AgentId, Instant> heard = new ConcurrentHashMap<>();
    private volatile boolean stale = true;
    private volatile @Nullable RoutePicture picture;

    NetworkBook(
            NetworkId network,
            Transactions transactions,
            Supplier<Sights> seen,
            Set<String> ownHosts,
            InstantSource clock) {
        this.network = network;
        this.transactions = transactions;
        this.seen = seen;
        this.ownHosts = ownHosts;
        this.clock = clock;
    }

    void moved(AgentId agent) {
        moved.add(agent);
    }

    void declared(AgentId agent) {
        undeclared.add(agent);
    }

    void refresh() {
        stale = true;
    }

    /// When the heartbeat came that the picture of an agent was drawn from.
    @Nullable
    Instant heardAt(AgentId agent) {
        return heard.get(agent);
    }

    boolean isReady() {
        return !stale && moved.isEmpty() && undeclared.isEmpty();
    }

    synchronized RoutePicture picture() {
        RoutePicture known = picture;
        if (known != null && isReady()) {
            return known;
        }
        RoutePicture next = known == null || stale ? whole() : renewed(known);
        picture = next;
        return next;
    }

    // What is noted while this runs stays noted for the next time.
    private RoutePicture whole() {
        Set<AgentId> seenToMove = Set.copyOf(moved);
        Set<AgentId> seenToChange = Set.copyOf(undeclared);
        List<RouteSql.Declared> rows =
                transactions.read(handle -> RouteSql.of(handle).declared(network, clock.instant()));
        declared.clear();
        rows.forEach(row -> declared.put(row.id(), row));
        stale = false;
        moved.removeAll(seenToMove);
        undeclared.removeAll(seenToChange);
        Sights sights = seen.get();
        List<Reachability> all = new ArrayList<>(rows.size());
        for (RouteSql.Declared row : rows) {
            all.add(reach(row, sights));
        }
        return RoutePicture.of(all);
    }

    private RoutePicture renewed(RoutePicture known) {
        Set<AgentId> changes = new HashSet<>(moved);
        Set<AgentId> toRead = new HashSet<>(undeclared);
        moved.removeAll(changes);
        undeclared.removeAll(toRead);
        changes.stream().filter(agent -> !declared.containsKey(agent)).forEach(toRead::add);
        try {
            read(toRead);
        } catch (RuntimeException e) {
            moved.addAll(changes);
            undeclared.addAll(toRead);
            throw e;
        }
        changes.addAll(toRead);
        Sights sights = seen.get();
        Map<AgentId, Optional<Reachability>> news = new HashMap<>();
        for (AgentId agent : changes) {
            Optional<Reachability> was = known.find(agent).map(RoutePicture.Placed::reach);
            Optional<Reachability> now =
                    Optional.ofNullable(declared.get(agent)).map(row -> reach(row, sights));
            if (!was.equals(now)) {
                news.put(agent, now);
            }
        }
        return news.isEmpty() ? known : known.with(news);
    }

    private void read(Set<AgentId> agents) {
        if (agents.isEmpty()) {
            return;
        }
        String[] ids = agents.stream().map(AgentId::value).toArray(String[]::new);
        List<RouteSql.Declared> rows =
                transactions.read(handle -> RouteSql.of(handle).declared(network, clock.instant(), ids));
        agents.forEach(declared::remove);
        rows.forEach(row -> declared.put(row.id(), row));
    }

    // What the board heard later than what is on record makes the record's part superfluous.
    private Reachability reach(RouteSql.Declared row, Sights sights) {
        AgentSight sight = sights.find(row.id()).orElse(null);
        boolean recorded = isLater(row.heardAt(), sight == null ? null : sight.lastHeartbeatAt());
        Instant at = recorded ? row.heardAt() : sight == null ? null : sight.lastHeartbeatAt();
        if (at != null) {
            heard.put(row.id(), at);
        }
        if (!recorded && row.heardAt() != null) {
            declared.put(row.id(), row.withoutHeartbeat());
        }
        return Reachability.of(
                new ReachFacts(
                        row.id(),
                        row.locked(),
                        sight != null && sight.connected(),
                        Transport.valueOf(row.transport().toUpperCase(Locale.ROOT)),
                        row.url(),
                        recorded ? location(row) : sight == null ? null : sight.location(),
                        recorded ? said(row) : said(sight)),
                ownHosts);
    }

    private static boolean isLater(@Nullable Instant recorded, @Nullable Instant seen) {
        return recorded != null && (seen == null || recorded.isAfter(seen));
    }

    private static ReachFacts.Said said(@Nullable AgentSight sight) {
        return sight == null
                ? ReachFacts.Said.NOTHING
                : new ReachFacts.Said(sight.namedTransports(), sight.endpointUrl());
    }

    private static ReachFacts.Said said(RouteSql.Declared row) {
        return new ReachFacts.Said(
                Arrays.stream(row.named().split(",", -1))
                        .filter(word -> !word.isEmpty())
                        .map(word -> Transport.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList(),
                row.saidUrl());
    }

    private static @Nullable Location location(RouteSql.Declared row) {
        try {
            return row.location() == null ? null : Wire.tolerant().readValue(row.location(), Location.class);
        } catch (JsonProcessingException e) {
            LOG.warn("location=unreadable agent={} reason={}", row.id(), e.getMessage());
            return null;
        }
    }
}
