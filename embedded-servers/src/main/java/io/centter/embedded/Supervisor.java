package io.centter.embedded;

import io.centter.embedded.host.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts servers again when they die, on the same data and ports, waiting longer from failure to failure (100 ms to 5
/// s).
///
/// It owns none of them: whoever started a server closes it, before or after this.
public final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /// A server that ran this long has recovered; its next death is a new one.
    private static final Duration STEADY = Duration.ofSeconds(30);

    private final List<EmbeddedServer> servers;
    private final CompletableFuture<Integer> closing = new CompletableFuture<>();

    public Supervisor(List<EmbeddedServer> servers) {
        this.servers = List.copyOf(servers);
    }

    public void start() {
        for (EmbeddedServer server : servers) {
            Thread.ofVirtual().name("supervise-" + server.name()).start(() -> watch(server));
        }
    }

    @Override
    public void close() {
        closing.complete(0);
    }

    private void watch(EmbeddedServer server) {
        Duration delay = SHORTEST;
        while (!isOver(server)) {
            long since = System.nanoTime();
            CompletableFuture<Integer> exit = server.exited();
            CompletableFuture.anyOf(exit, closing).join();
            if (isOver(server)) {
                return;
            }
            if (System.nanoTime() - since > STEADY.toNanos()) {
                delay = SHORTEST;
            }
            LOG.warn(
                    "A server has ended, starting it again. server={} cause=\"{}\" delay_ms={} log={}",
                    server.name(),
                    cause(exit.join()),
                    delay.toMillis(),
                    server.logFile());
            delay = restart(server, delay);
        }
    }

    /// Tries until it runs; returns the delay for its next death.
    private Duration restart(EmbeddedServer server, Duration firstDelay) {
        Duration delay = firstDelay;
        while (true) {
            // Somebody else may have started it again meanwhile.
            if (pause(delay) || isOver(server) || server.isAlive()) {
                return delay;
            }
            delay = longer(delay);
            try {
                server.restart();
                return delay;
            } catch (RuntimeException e) {
                if (isOver(server)) {
                    return delay;
                }
                LOG.warn(
                        "A server could not be started again. server={} next_ms={} cause={}",
                        server.name(),
                        delay.toMillis(),
                        e.getMessage());
            }
        }
    }

    private boolean isOver(EmbeddedServer server) {
        return closing.isDone() || server.isClosed();
    }

    /// True when the supervisor was closed meanwhile.
    private boolean pause(Duration delay) {
        try {
            closing.get(delay.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException waited) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("nobody interrupts this thread or fails this future", e);
        }
    }

    private static Duration longer(Duration delay) {
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    /// A shell's convention, which Java follows: above 128 it was a signal.
    private static String cause(int status) {
        return status > 128 ? "killed by signal " + (status - 128) : "exit status " + status;
    }
}
