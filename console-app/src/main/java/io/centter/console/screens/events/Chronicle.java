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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What happened in a network, latest first, read on in small steps. Every call blocks.
final class Chronicle {
    /// Older ones are let go.
    static final int MOST = 5_000;

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final int PAGES = 10;
    private static final Comparator<Happening> LATEST_FIRST =
            Comparator.comparing(Happening::at).thenComparing(Happening::key).reversed();

    private final MessagesApi api;
    private final NetworkId network;
    private final Supplier<Instant> now;
    private final Map<String, Happening> known = new LinkedHashMap<>();
    private @Nullable Long afterSeq;
    private @Nullable Instant presenceFrom;

    Chronicle(CentterApi api, NetworkId network, Supplier<Instant> now) {
        this.api = MessagesApi.of(api);
        this.network = network;
        this.now = now;
    }

    /// The last hour, from the beginning.
    synchronized List<Happening> recent() {
        known.clear();
        afterSeq = null;
        presenceFrom = null;
        return more();
    }

    /// What came since, with what there was.
    synchronized List<Happening> more() {
        Instant from = now.get().minus(BEFORE);
        Replay page =
                api.events(network, new ReplayQuery(afterSeq, afterSeq == null ? from : null, null, ReplayQuery.MOST));
        take(page);
        for (int i = 1; page.more() && i < PAGES; i++) {
            page = api.events(network, new ReplayQuery(page.nextAfterSeq(), null, null, ReplayQuery.MOST));
            take(page);
        }
        Instant since = presenceFrom == null ? from : presenceFrom;
        for (AgentPresenceRecord change : presence(since, null)) {
            Happening one = Happening.of(change);
            known.put(one.key(), one);
            if (presenceFrom == null || change.at().isAfter(presenceFrom)) {
                presenceFrom = change.at();
            }
        }
        List<Happening> ordered =
                known.values().stream().sorted(LATEST_FIRST).limit(MOST).toList();
        if (known.size() > MOST) {
            known.clear();
            ordered.forEach(one -> known.put(one.key(), one));
        }
        return ordered;
    }

    /// The hour that ended at that moment.
    List<Happening> until(Instant moment) {
        Map<String, Happening> found = new LinkedHashMap<>();
        Replay page = api.events(network, new ReplayQuery(null, moment.minus(BEFORE), null, ReplayQuery.MOST));
        for (int i = 0; i < PAGES; i++) {
            page.items().stream().map(Happening::of).forEach(one -> found.put(one.key(), one));
            boolean beyond =
                    !page.items().isEmpty() && page.items().getLast().storedAt().isAfter(moment);
            if (!page.more() || beyond) {
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
        afterSeq = page.nextAfterSeq();
    }

    private List<AgentPresenceRecord> presence(Instant from, @Nullable Instant to) {
        Page<AgentPresenceRecord> page = api.presenceHistory(network, from, to, null, 1000);
        return page.items();
    }
}
