package io.centter.control.route;

import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers which agents may be reached otherwise, and lets them be recorded a moment later, many at a time. While the
/// database is away they wait. Now and then it lets be read again what other processes may have changed.
final class RouteKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteKeeper.class);
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final RouteBook book;
    private final RouteWriter writer;
    private final BooleanSupplier hears;
    private final Duration patience;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Thread thread =
            Thread.ofPlatform().name("route-keeper").daemon().unstarted(this::run);
    private Map<NetworkId, Set<AgentId>> waiting = new HashMap<>();
    private volatile boolean closed;

    /// Nothing is recorded before [#start].
    ///
    /// @param hears whether it is known who is connected to the broker
    /// @param patience how long that is waited for: without it, who is connected looks as if it were not
    RouteKeeper(RouteBook book, RouteWriter writer, BooleanSupplier hears, Duration patience, InstantSource clock) {
        this.book = book;
        this.writer = writer;
        this.hears = hears;
        this.patience = patience;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /// Never waits for more than another caller.
    void note(NetworkId network, AgentId agent) {
        lock.lock();
        try {
            waiting.computeIfAbsent(network, _ -> new HashSet<>()).add(agent);
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(3));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (Duration waited = Duration.ZERO;
                    !closed && !hears.getAsBoolean() && waited.compareTo(patience) < 0;
                    waited = waited.plus(LOOK)) {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
            long refreshed = clock.millis();
            while (!closed) {
                record(take());
                if (clock.millis() - refreshed > AGAIN.toMillis()) {
                    refreshed = clock.millis();
                    book.networks().forEach(book::refresh);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<NetworkId, Set<AgentId>> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = LOOK.toNanos();
            while (waiting.isEmpty()) {
                if (left <= 0) {
                    return Map.of();
                }
                left = some.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        // A little patience makes one transaction of many.
        TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
        lock.lockInterruptibly();
        try {
            Map<NetworkId, Set<AgentId>> batch = waiting;
            waiting = new HashMap<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Another process heard them later than this one, which learns it from the record in a while.
    private void lookAgain(NetworkId network, Set<AgentId> agents) {
        if (!agents.isEmpty()) {
            CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> agents.forEach(agent -> book.look(network, agent)));
        }
    }

    private void record(Map<NetworkId, Set<AgentId>> batch) throws InterruptedException {
        for (Map.Entry<NetworkId, Set<AgentId>> one : batch.entrySet()) {
            try {
                RouteWriter.Written written = writer.write(one.getKey(), one.getValue());
                lookAgain(one.getKey(), written.behind());
                LOG.debug(
                        "routes=recorded network={} agents={} rows={}", one.getKey(), written.agents(), written.rows());
            } catch (Refused.Unavailable e) {
                LOG.debug("routes=wait reason={}", e.getMessage());
                one.getValue().forEach(agent -> note(one.getKey(), agent));
                TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
            } catch (RuntimeException e) {
                LOG.error(
                        "routes=failed network={} agents={}",
                        one.getKey(),
                        one.getValue().size(),
                        e);
            }
        }
    }
}
