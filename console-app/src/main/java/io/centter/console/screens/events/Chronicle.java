package io.centter.console.screens.events;

import io.centter.model.api.Page;
import io.centter.model.event.Replay;
import io.centter.model.event.ReplayQuery;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.AgentPresenceRecord;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.MessagesApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What happened in a network, latest first. Whatever reads blocks.
final class Chronicle {
    /// Older ones are let go.
    static final int MOST = 5_000;

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final int PAGES = 10;
    private static final int PRESENCE = 1_000;
    private static final Comparator<Happening> LATEST_FIRST =
            Comparator.comparing(Happening::at).thenComparing(Happening::key).reversed();

    private final MessagesApi api;
    private final NetworkId network;
    private final Supplier<Instant> now;
    private volatile boolean cut;
    private final Map<String, Happening> known = new LinkedHashMap<>();

    Chronicle(CentterApi api, NetworkId network, Supplier<Instant> now) {
        this.api = MessagesApi.of(api);
        this.network = network;
        this.now = now;
    }

    /// Whether there was more in the time that was read last.
    boolean isCut() {
        return cut;
    }

    /// The last hour, read anew.
    synchronized List<Happening> recent() {
        known.clear();
        Instant from = now.get().minus(BEFORE);
        Replay page = api.events(network, new ReplayQuery(null, from, null, ReplayQuery.MOST));
        take(page);
        for (int i = 1; page.more() && i < PAGES; i++) {
            page = api.events(network, new ReplayQuery(page.nextAfterSeq(), null, null, ReplayQuery.MOST));
            take(page);
        }
        cut = page.more();
        presence(from, null).stream().map(Happening::of).forEach(one -> known.put(one.key(), one));
        return ordered();
    }

    /// What there was with what was heard since.
    ///
    /// @param meanwhile whether it was heard while that was read, so that it may be among it already
    synchronized List<Happening> with(List<Happening> heard, boolean meanwhile) {
        for (Happening one : heard) {
            if (!meanwhile || known.values().stream().noneMatch(one::isHeardOf)) {
                known.putIfAbsent(one.key(), one);
            }
        }
        return ordered();
    }

    private List<Happening> ordered() {
        List<Happening> ordered =
                known.values().stream().sorted(LATEST_FIRST).limit(MOST).toList();
        if (known.size() > MOST) {
            cut = true;
            known.clear();
            ordered.forEach(one -> known.put(one.key(), one));
        }
        return ordered;
    }

    /// The hour that ended at that moment.
    List<Happening> until(Instant moment) {
        Map<String, Happening> found = new LinkedHashMap<>();
        Replay page = api.events(network, new ReplayQuery(null, moment.minus(BEFORE), null, ReplayQuery.MOST));
        cut = true;
        for (int i = 0; i < PAGES; i++) {
            page.items().stream().map(Happening::of).forEach(one -> found.put(one.key(), one));
            boolean beyond =
                    !page.items().isEmpty() && page.items().getLast().storedAt().isAfter(moment);
            if (!page.more() || beyond) {
                cut = false;
                break;
            }
            page = api.events(network, new ReplayQuery(page.nextAfterSeq(), null, null, ReplayQuery.MOST));
        }
        presence(moment.minus(BEFORE), moment).stream().map(Happening::of).forEach(one -> found.put(one.key(), one));
        return found.values().stream()
                .filter(one -> !one.at().isAfter(moment))
                .sorted(LATEST_FIRST)
                .toList();
    }

    private void take(Replay page) {
        page.items().stream().map(Happening::of).forEach(one -> known.put(one.key(), one));
    }

    private List<AgentPresenceRecord> presence(Instant from, @Nullable Instant to) {
        List<AgentPresenceRecord> all = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            Page<AgentPresenceRecord> page = api.presenceHistory(network, from, to, cursor, PRESENCE);
            all.addAll(page.items());
            cursor = page.nextCursor();
            pages++;
        } while (cursor != null && pages < PAGES / 2);
        cut |= cursor != null;
        return all;
    }
}
