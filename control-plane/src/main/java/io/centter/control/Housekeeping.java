package io.centter.control;

import io.centter.control.db.Transactions;
import io.centter.control.http.Idempotency;
import io.centter.control.refusal.Refused;
import io.centter.control.user.Sessions;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets, once an hour, what has outlived its use.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Sessions sessions;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());

    Housekeeping(Transactions transactions, Idempotency idempotency, Sessions sessions) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.sessions = sessions;
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    private void forget() {
        try {
            int keys = transactions.write(idempotency::forgetOld);
            int ended = sessions.forgetExpired();
            LOG.debug("forgotten idempotency_keys={} sessions={}", keys, ended);
        } catch (Refused.Unavailable e) {
            LOG.debug("nothing forgotten: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("housekeeping failed", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
