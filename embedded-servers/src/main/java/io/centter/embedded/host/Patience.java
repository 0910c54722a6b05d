package io.centter.embedded.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waiting for a server that tells nobody when it is ready: looks again and again until a deadline.
public final class Patience {
    private static final long STEP = Duration.ofMillis(15).toNanos();

    private final long deadline;

    private Patience(long deadline) {
        this.deadline = deadline;
    }

    public static Patience of(Duration duration) {
        return new Patience(System.nanoTime() + duration.toNanos());
    }

    /// Waits a moment; false when the time is up or the thread was interrupted.
    public boolean moment() {
        if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(STEP);
        return true;
    }
}
