package io.centter.console.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that may block, on virtual threads; its outcome comes back on the JavaFX thread.
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Exactly one of `done` and `failed` is called, unless this is closed before.
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        submit(() -> {
            try {
                T result = work.call();
                FxThread.later(() -> done.accept(result));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                FxThread.later(() -> failed.accept(e));
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

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void submit(Runnable work) {
        try {
            Future<?> _ = threads.submit(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("closing; work not started", e);
        }
    }
}
