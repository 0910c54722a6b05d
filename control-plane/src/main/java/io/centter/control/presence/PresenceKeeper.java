package io.centter.control.presence;

import io.centter.control.config.PresenceConfig;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets time pass for the board, writes what must be kept, and looks up who is not known.
public final class PresenceKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceKeeper.class);
    private static final Duration TICK = Duration.ofMillis(250);

    private final PresenceBoard board;
    private final PresenceWriter writer;
    private final RegistryFeed registry;
    private final PresenceConfig config;
    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("presence-", 0).factory());

    public PresenceKeeper(PresenceBoard board, PresenceWriter writer, RegistryFeed registry, PresenceConfig config) {
        this.board = board;
        this.writer = writer;
        this.registry = registry;
        this.config = config;
    }

    /// The rules that the configuration asks for.
    public static PresenceRules rules(PresenceConfig config) {
        PresenceRules standard = PresenceRules.STANDARD;
        return new PresenceRules(
                new io.centter.model.presence.PresenceThresholds(config.degradedAfter(), config.offlineAfter()),
                config.disconnectGrace(),
                standard.reconnectGrace(),
                config.hubAwayAfter(),
                standard.stuckAfter(),
                standard.clockAhead(),
                standard.duplicateMemory());
    }

    /// Reads all agents, then begins.
    public void start() {
        registry.load();
        writer.start();
        every(TICK, board::tick);
        every(TICK, registry::lookUp);
        every(config.flushInterval(), () -> writer.flushHeartbeats(board));
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        writer.flushHeartbeats(board);
        writer.close();
    }

    private void every(Duration period, Runnable work) {
        var _ = clockwork.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.error("presence work failed", e);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
