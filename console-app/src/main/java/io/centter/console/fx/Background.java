package io.centter.console.fx;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that may block, on virtual threads; its outcome comes back on the JavaFX thread.
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final Executor threads;
    private final Runnable stop;
    private final Executor fx;
    private final BiConsumer<Duration, Runnable> delay;

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
        submit(() -> {
            try {
                T result = work.call();
                fx.execute(() -> done.accept(result));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                fx.execute(() -> failed.accept(e));
            }
        });
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
        delay.accept(wait, action);
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
