package io.centter.control.hub;

import io.centter.control.lease.Duty;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts right what differs: who is connected, as the board sees it, in every process; accounts and streams, as the
/// broker
/// has them, in the one whose duty that is. Done whenever the link comes up, when the duty is taken, when somebody else
/// gives the broker an account, and every minute, since an event can be lost and a data directory too.
final class Repairs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);
    private static final Duration ROLL_CALL = Duration.ofSeconds(3);
    private static final Duration SWEEP = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final int LONGEST_RETRY = 32;
    private static final int LONGEST_RETRY_AT_START = 8;
    private static final Duration SECOND_LOOK = Duration.ofSeconds(3);
    // Whoever gives the broker an account notes it within this time.
    private static final Duration DOUBT = Duration.ofMillis(300);

    /// What [Repairs] needs of the rest.
    record Parts(HubLink link, Broker broker, RollCall servers, Accounts accounts, Reconciler reconciler, Duty duty) {}

    private final Parts parts;
    private final ConnectionWatch connections;
    private final PresenceBoard board;
    private final InstantSource clock;
    private final List<Runnable> ready = new CopyOnWriteArrayList<>();
    // Two threads: the second look at the connections does not wait until all accounts are verified.
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("hub-repairs-", 1).factory());
    private final Object reading = new Object();
    private final AtomicBoolean lookAgain = new AtomicBoolean();
    private final AtomicReference<@Nullable Future<?>> next = new AtomicReference<>();
    private final Set<NetworkId> suspects = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean strangers = new AtomicBoolean();
    private volatile int retryFactor = 1;

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
        var _ = worker.scheduleWithFixedDelay(
                this::callRoll, ROLL_CALL.toMillis(), ROLL_CALL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A server that went took its connections with it unheard; one that is back may have old accounts.
    private void callRoll() {
        if (!parts.link().isUp()) {
            return;
        }
        try {
            if (parts.servers().hasChanged()) {
                lookAgain.set(true);
                soon(Duration.ZERO);
            }
        } catch (RuntimeException e) {
            LOG.info("servers=not_counted reason={}", e.toString());
        }
    }

    void linkUp() {
        lookAgain.set(true);
        retryFactor = 1;
        soon(Duration.ZERO);
    }

    /// Says that this process is now the one that puts accounts right.
    void onDuty() {
        soon(Duration.ZERO);
    }

    /// Looks at one account soon: somebody else gave the broker something.
    void suspect(NetworkId network) {
        if (suspects.add(network) && !worker.isShutdown()) {
            var _ = worker.schedule(() -> lookAt(network), DOUBT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void lookAt(NetworkId network) {
        suspects.remove(network);
        if (!parts.link().isUp() || !parts.duty().isMine()) {
            return;
        }
        try {
            parts.reconciler().now(network);
        } catch (RuntimeException e) {
            LOG.warn("account=not_looked_at network={} reason={}", network, e.toString());
        }
    }

    /// Somebody is connected whose account this process does not know: another one made it.
    void strangers() {
        if (strangers.compareAndSet(false, true) && !worker.isShutdown()) {
            var _ = worker.schedule(this::lookForStrangers, DOUBT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void lookForStrangers() {
        strangers.set(false);
        try {
            parts.accounts().load();
            lookAgain();
        } catch (Refused.Unavailable e) {
            LOG.debug("accounts=not_read reason={}", e.getMessage());
        }
    }

    void linkDown() {
        board.hubLost();
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    /// The last word counts: at most one such run waits.
    private void soon(Duration wait) {
        if (!worker.isShutdown()) {
            Future<?> before = next.getAndSet(worker.schedule(this::bringUp, wait.toMillis(), TimeUnit.MILLISECONDS));
            if (before != null) {
                before.cancel(false);
            }
        }
    }

    private void soonWithBackOff(int longest) {
        soon(RETRY.multipliedBy(Math.min(longest, retryFactor)));
        retryFactor = Math.min(LONGEST_RETRY, retryFactor * 2);
    }

    private synchronized void bringUp() {
        if (!parts.link().isUp()) {
            return;
        }
        try {
            boolean _ = parts.servers().hasChanged();
            // Another process of the control plane may have made accounts.
            parts.accounts().load();
            readConnections();
            if (lookAgain.getAndSet(false) && !worker.isShutdown()) {
                // Who was in the middle of its handshake was not in the list, and may have gone unheard.
                var _ = worker.schedule(this::lookAgain, SECOND_LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
            // One plane is enough, and two would only wait for each other.
            boolean allRight = !parts.duty().isMine() || parts.reconciler().verifyAll(parts.link()::isUp);
            ready.forEach(Runnable::run);
            if (allRight) {
                retryFactor = 1;
            } else {
                soonWithBackOff(LONGEST_RETRY);
            }
        } catch (BrokerAway | Refused.Unavailable e) {
            LOG.info("hub=not_ready reason={}", e.getMessage());
            // A broker that everybody comes back to at once has enough to do.
            soonWithBackOff(LONGEST_RETRY_AT_START);
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

    private void lookAgain() {
        if (!parts.link().isUp()) {
            return;
        }
        try {
            readConnections();
        } catch (BrokerAway e) {
            LOG.info("connections=not_read reason={}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("connections=not_read", e);
        }
    }

    private void readConnections() {
        // One list after the other: an older one must not follow a younger.
        synchronized (reading) {
            Instant asOf = clock.instant();
            board.hubBack(connections.agents(parts.broker().connections()), asOf);
            if (!parts.link().isUp()) {
                // The link went while the list was read, and that it went was said before.
                board.hubLost();
            }
        }
    }
}
