package io.centter.control;

import io.centter.control.db.Transactions;
import io.centter.control.lease.Duty;
import io.centter.control.refusal.Refused;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets, once an hour, what has outlived its use, and ends, once a minute, what has come to its end. Each says how
/// many rows that were.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Transactions transactions;
    private final Duty duty;
    private final Map<String, ToIntFunction<Handle>> chores;
    private final Map<String, IntSupplier> ends;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());

    /// Nothing is done before [#start].
    ///
    /// @param chores each in one transaction, hourly
    /// @param ends with transactions of their own, every minute
    /// @param duty whether this process does them
    Housekeeping(
            Transactions transactions,
            Duty duty,
            Map<String, ToIntFunction<Handle>> chores,
            Map<String, IntSupplier> ends) {
        this.duty = duty;
        this.transactions = transactions;
        this.chores = Map.copyOf(chores);
        this.ends = Map.copyOf(ends);
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
        var _ = timer.scheduleWithFixedDelay(this::end, 20, 60, TimeUnit.SECONDS);
    }

    private void forget() {
        if (duty.isMine()) {
            chores.forEach((what, chore) -> run(what, () -> transactions.write(chore::applyAsInt)));
        }
    }

    private void end() {
        if (duty.isMine()) {
            ends.forEach(Housekeeping::run);
        }
    }

    private static void run(String what, IntSupplier chore) {
        try {
            int rows = chore.getAsInt();
            LOG.debug("done what={} rows={}", what, rows);
        } catch (Refused.Unavailable e) {
            LOG.debug("nothing done what={} cause=\"{}\"", what, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("chore failed what={}", what, e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
