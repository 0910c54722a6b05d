package io.centter.console.live;

import io.centter.model.presence.PresenceSnapshot;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Asks for snapshots, one at a time, and again until one came. A request made while one is under way leads to one
/// more:
/// the one under way may be older than what made the request necessary.
final class SnapshotTaker implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final FeedSource source;
    private final Consumer<PresenceSnapshot> taken;
    private final Consumer<RuntimeException> failed;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile boolean closed;
    private volatile int agents;
    private final Semaphore wake = new Semaphore(0);

    SnapshotTaker(FeedSource source, Consumer<PresenceSnapshot> taken, Consumer<RuntimeException> failed) {
        this.source = source;
        this.taken = taken;
        this.failed = failed;
    }

    /// From any thread; never blocks.
    void request() {
        if (!closed && wanted.getAndIncrement() == 0) {
            Thread.ofVirtual().name("snapshot").start(this::run);
        } else {
            wake.release();
        }
    }

    /// Whether the picture is known to be incomplete.
    boolean isPending() {
        return wanted.get() > 0;
    }

    /// How long a picture may go without facts that no event carries, such as the time of the last heartbeat: longer
    /// for a larger fleet, whose picture costs more.
    Duration refreshInterval() {
        return Duration.ofMillis(Math.clamp(agents * 10L, 15_000, 300_000));
    }

    @Override
    public void close() {
        closed = true;
        wake.release();
    }

    private void run() {
        Duration wait = Duration.ofMillis(250);
        int seen = wanted.get();
        while (!closed && seen > 0) {
            try {
                PresenceSnapshot snapshot = source.snapshot();
                agents = snapshot.agents().size();
                if (closed) {
                    return;
                }
                taken.accept(snapshot);
                seen = wanted.addAndGet(-seen);
                wait = Duration.ofMillis(250);
            } catch (RuntimeException e) {
                if (closed) {
                    return;
                }
                failed.accept(e);
                pause(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
                seen = wanted.get();
            }
        }
    }

    /// A new request cuts the wait short.
    private void pause(Duration wait) {
        try {
            boolean _ = wake.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
            wake.drainPermits();
        } catch (InterruptedException _) {
            closed = true;
        }
    }
}
