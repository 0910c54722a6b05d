package io.centter.sdk.mesh;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads of any number of agents in one process: everything that may wait runs on virtual threads, and one
/// platform thread keeps the time. Shared, so that a thousand agents cost no thousand threads.
public final class MeshThreads implements AutoCloseable {
    private final ExecutorService virtual;
    private final ScheduledExecutorService timer;

    public MeshThreads() {
        virtual = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("mesh-", 0).factory());
        ScheduledThreadPoolExecutor single = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("mesh-timer").factory());
        single.setRemoveOnCancelPolicy(true);
        timer = single;
    }

    ExecutorService virtual() {
        return virtual;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    Future<?> run(Runnable task) {
        return virtual.submit(task);
    }

    ScheduledFuture<?> later(Duration delay, Runnable task) {
        return timer.schedule(() -> virtual.execute(task), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    ScheduledFuture<?> every(Duration period, Runnable task) {
        long millis = Math.max(1, period.toMillis());
        return timer.scheduleAtFixedRate(() -> virtual.execute(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    /// Close the agents that use them first.
    @Override
    public void close() {
        timer.shutdownNow();
        virtual.shutdownNow();
    }
}
