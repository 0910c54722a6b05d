package io.centter.control.hub;

import io.centter.control.db.Transactions;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts right what differs: who is connected, as the board sees it; accounts and streams, as the broker has them. Done
/// whenever the link comes up, and every minute, since an event can be lost and a data directory too.
final class Repairs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);
    private static final Duration SWEEP = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofMillis(500);

    /// What [Repairs] needs of the rest.
    record Parts(
            Transactions transactions,
            HubLink link,
            Broker broker,
            Accounts accounts,
            Inboxes inboxes,
            MeshCarrier carrier) {}

    private final Parts parts;
    private final ConnectionWatch connections;
    private final PresenceBoard board;
    private final InstantSource clock;
    private final List<Runnable> ready = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hub-repairs").factory());

    Repairs(Parts parts, ConnectionWatch connections, PresenceBoard board, InstantSource clock) {
        this.parts = parts;
        this.connections = connections;
        this.board = board;
        this.clock = clock;
    }

    void whenReady(Runnable listener) {
        ready.add(listener);
    }

    void start() {
        var _ = worker.scheduleWithFixedDelay(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    void linkUp() {
        soon(Duration.ZERO);
    }

    void linkDown() {
        board.hubLost();
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private void soon(Duration wait) {
        if (!worker.isShutdown()) {
            var _ = worker.schedule(this::bringUp, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void bringUp() {
        if (!parts.link().isUp()) {
            return;
        }
        try {
            parts.broker().countServers();
            // Another process of the control plane may have made accounts.
            parts.accounts().load();
            readConnections();
            verifyAll();
            ready.forEach(Runnable::run);
        } catch (BrokerAway | Refused.Unavailable e) {
            LOG.info("hub=not_ready reason={}", e.getMessage());
            soon(RETRY);
        } catch (RuntimeException e) {
            LOG.error("hub=not_ready", e);
            soon(RETRY.multipliedBy(4));
        }
    }

    private void sweep() {
        if (parts.link().isUp()) {
            bringUp();
        }
    }

    private void readConnections() {
        Instant asOf = clock.instant();
        board.hubBack(connections.agents(parts.broker().connections()), asOf);
    }

    private void verifyAll() {
        for (NetworkId network : parts.accounts().all()) {
            try {
                boolean wrong = parts.accounts().verify(network);
                Set<String> there =
                        parts.broker().streams(parts.accounts().keys(network).account());
                if (wrong || !there.containsAll(Inboxes.STREAMS)) {
                    parts.carrier().forget(network);
                    parts.inboxes()
                            .ensure(
                                    network,
                                    parts.transactions()
                                            .read(handle ->
                                                    CredentialSql.of(handle).holders(network, clock.instant())));
                    LOG.info("account=repaired network={} account_was_wrong={} streams_were={}", network, wrong, there);
                }
            } catch (IllegalStateException e) {
                // One network that cannot be put right must not hold up the others.
                LOG.error("account=not_repaired network={}", network, e);
            }
        }
    }
}
