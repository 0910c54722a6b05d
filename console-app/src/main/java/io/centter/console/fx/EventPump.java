package io.centter.console.fx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Carries changes from any thread to the JavaFX thread: however many come, at most one hand-over is pending, of each
/// key only the newest value is kept, and they arrive as one batch. The first change after a quiet while goes at once;
/// batches are at least `interval` apart.
public final class EventPump<V> implements AutoCloseable {
    private final ConcurrentHashMap<Object, V> pending = new ConcurrentHashMap<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Function<V, Object> key;
    private final BinaryOperator<V> newer;
    private final Consumer<List<V>> sink;
    private final Executor fx;
    private final ScheduledExecutorService timer;
    private final long intervalNanos;
    private volatile long lastFlush;
    private volatile boolean closed;
    private volatile @Nullable ScheduledFuture<?> waiting;

    /// @param newer which of two values of one key stays: earlier arrival first
    /// @param fx runs a hand-over on the JavaFX thread
    /// @param timer only waits; it never runs the sink
    public EventPump(
            Function<V, Object> key,
            BinaryOperator<V> newer,
            Consumer<List<V>> sink,
            Executor fx,
            ScheduledExecutorService timer,
            Duration interval) {
        this.key = key;
        this.newer = newer;
        this.sink = sink;
        this.fx = fx;
        this.timer = timer;
        this.intervalNanos = interval.toNanos();
        this.lastFlush = System.nanoTime() - intervalNanos;
    }

    /// From any thread; never blocks.
    public void offer(V value) {
        if (closed) {
            return;
        }
        pending.merge(key.apply(value), value, newer);
        if (scheduled.compareAndSet(false, true)) {
            schedule();
        }
    }

    /// What was offered and not yet handed over is dropped.
    @Override
    public void close() {
        closed = true;
        ScheduledFuture<?> wait = waiting;
        if (wait != null) {
            wait.cancel(false);
        }
        pending.clear();
    }

    private void schedule() {
        long wait = lastFlush + intervalNanos - System.nanoTime();
        if (wait <= 0) {
            fx.execute(this::flush);
            return;
        }
        try {
            waiting = timer.schedule(() -> fx.execute(this::flush), wait, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            closed = true;
        }
    }

    private void flush() {
        lastFlush = System.nanoTime();
        // Before draining: a value that comes while this drains arms the next hand-over.
        scheduled.set(false);
        List<V> batch = new ArrayList<>(pending.size());
        for (Object each : pending.keySet()) {
            V value = pending.remove(each);
            if (value != null) {
                batch.add(value);
            }
        }
        if (!closed && !batch.isEmpty()) {
            sink.accept(batch);
        }
    }
}
