package io.centter.control;

import io.centter.control.db.Transactions;
import io.centter.control.refusal.Refused;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets, once an hour, what has outlived its use. Each chore says how many rows it forgot.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Transactions transactions;
    private final Map<String, ToIntFunction<Handle>> chores;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());

    Housekeeping(Transactions transactions, Map<String, ToIntFunction<Handle>> chores) {
        this.transactions = transactions;
        this.chores = Map.copyOf(chores);
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    private void forget() {
        chores.forEach((what, chore) -> {
            try {
                int rows = transactions.write(chore::applyAsInt);
                LOG.debug("forgotten what={} rows={}", what, rows);
            } catch (Refused.Unavailable e) {
                LOG.debug("nothing forgotten what={} cause=\"{}\"", what, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("chore failed what={}", what, e);
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
