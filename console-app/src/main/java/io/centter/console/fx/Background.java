package io.centter.console.fx;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that may block, on virtual threads; its outcome comes back on the JavaFX thread.
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    /// What waits longer is patience, not work.
    private static final Duration SOON = Duration.ofMillis(500);

    /// What every question meets before it is asked: it may hold it, or fail it.
    @FunctionalInterface
    public interface Obstacle {
        void pass() throws Exception;
    }

    private final Executor threads;
    private final Runnable stop;
    private final Executor fx;
    private final BiConsumer<Duration, Runnable> delay;
    private final AtomicInteger atWork = new AtomicInteger();
    private volatile Obstacle obstacle = () -> {};

    public Background() {
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
        threads = virtual;
        stop = virtual::shutdownNow;
        fx = FxThread::later;
        delay = (wait, action) -> submit(() -> pause(wait, action));
    }

    /// With other threads, where there is no JavaFX.
    ///
    /// @param delay runs something after a while
    public Background(Executor threads, Executor fx, BiConsumer<Duration, Runnable> delay) {
        this.threads = threads;
        this.stop = () -> {};
        this.fx = fx;
        this.delay = delay;
    }

    /// Exactly one of `done` and `failed` is called, unless this is closed before.
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        Obstacle met = obstacle;
        atWork.incrementAndGet();
        submit(() -> {
            try {
                met.pass();
                T result = work.call();
                handOver(() -> done.accept(result));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                handOver(() -> failed.accept(e));
            }
        });
    }

    /// From now on, for pictures of what a person sees when nothing comes.
    public void meet(Obstacle next) {
        obstacle = next;
    }

    /// Whether everything that was asked for has come, and nothing is about to be asked.
    public boolean isIdle() {
        return atWork.get() == 0;
    }

    /// Without an outcome anybody waits for.
    public void run(Runnable work) {
        submit(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("background work failed", e);
            }
        });
    }

    /// Runs on the JavaFX thread after a while, unless this is closed before.
    public void after(Duration wait, Runnable action) {
        if (wait.compareTo(SOON) > 0) {
            delay.accept(wait, action);
        } else {
            atWork.incrementAndGet();
            delay.accept(wait, () -> over(action));
        }
    }

    private void handOver(Runnable outcome) {
        fx.execute(() -> over(outcome));
    }

    private void over(Runnable outcome) {
        try {
            outcome.run();
        } finally {
            atWork.decrementAndGet();
        }
    }

    private void pause(Duration wait, Runnable action) {
        try {
            Thread.sleep(wait);
            fx.execute(action);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.run();
    }

    private void submit(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("closing; work not started", e);
        }
    }
}
