package io.centter.control.agent;

import io.centter.control.lease.Duty;
import io.centter.control.refusal.Refused;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says within seconds that the time of a lock is over.
public final class LockWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);
    private static final Duration PACE = Duration.ofSeconds(5);

    private final AgentLocks locks;
    private final Duty duty;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lock-watch").factory());

    /// @param duty whether this process looks
    public LockWatch(AgentLocks locks, Duty duty) {
        this.locks = locks;
        this.duty = duty;
    }

    public void start() {
        var _ = timer.scheduleWithFixedDelay(this::look, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!duty.isMine()) {
            return;
        }
        try {
            int ended = locks.endExpired();
            if (ended > 0) {
                LOG.info("locks=over agents={}", ended);
            }
        } catch (Refused.Unavailable e) {
            LOG.debug("locks=wait reason={}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("locks=failed", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
