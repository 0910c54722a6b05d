package io.centter.control.usage;

import io.centter.control.db.Transactions;
import io.centter.control.event.CommittedListener;
import io.centter.control.refusal.Refused;
import io.centter.model.api.UsageMetric;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what networks use, and adds it up in the database every few seconds. What is counted while the database is
/// away waits in memory; an orderly stop writes all of it, a killed process loses the last seconds.
public final class Usage implements CommittedListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Usage.class);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int BATCH = 5_000;

    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration pace;
    private final Map<UsageKey, Long> counts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("usage").factory());

    public Usage(Transactions transactions, InstantSource clock, Duration pace) {
        this.transactions = transactions;
        this.clock = clock;
        this.pace = pace;
    }

    /// Adds `amount` to today's. Never waits for the database.
    ///
    /// @param agent whose it is; null for what no agent did
    public void count(NetworkId network, @Nullable AgentId agent, UsageMetric metric, long amount) {
        long day = Math.floorDiv(clock.millis(), DAY_MILLIS);
        UsageKey key = new UsageKey(network, day, metric, agent == null ? "" : agent.value());
        counts.merge(key, amount, Long::sum);
    }

    @Override
    public void committed(HubEvent event) {
        count(event.networkId(), null, UsageMetric.EVENTS, 1);
    }

    public void start() {
        var _ = timer.scheduleWithFixedDelay(this::flush, pace.toMillis(), pace.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Writes what is counted so far; what cannot be written stays counted.
    synchronized void flush() {
        List<UsageKey> keys = counts.keySet().stream().sorted(UsageKey.ORDER).toList();
        for (int from = 0; from < keys.size(); from += BATCH) {
            if (!write(taken(keys.subList(from, Math.min(from + BATCH, keys.size()))))) {
                return;
            }
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        flush();
        if (!counts.isEmpty()) {
            LOG.warn("usage=lost rows={}", counts.size());
        }
    }

    /// Each amount is taken out whole: what is counted meanwhile begins anew.
    private List<UsageSql.Row> taken(List<UsageKey> keys) {
        List<UsageSql.Row> rows = new ArrayList<>(keys.size());
        for (UsageKey key : keys) {
            Long amount = counts.remove(key);
            if (amount != null) {
                rows.add(new UsageSql.Row(key, amount));
            }
        }
        return rows;
    }

    private boolean write(List<UsageSql.Row> rows) {
        try {
            transactions.write(handle -> {
                UsageSql.of(handle).add(new UsageSql.Columns(rows));
                return true;
            });
            return true;
        } catch (Refused.Unavailable e) {
            LOG.debug("usage=waits rows={} reason={}", rows.size(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("usage=not_written rows={}", rows.size(), e);
        }
        rows.forEach(row -> counts.merge(row.key(), row.amount(), Long::sum));
        return false;
    }

    /// What waits to be written, for tests.
    Map<UsageKey, Long> waiting() {
        return new HashMap<>(counts);
    }
}
