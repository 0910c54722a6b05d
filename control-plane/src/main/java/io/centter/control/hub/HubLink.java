package io.centter.control.hub;

import io.centter.control.nats.NatsLink;
import io.nats.client.Connection;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The two connections of the hub: one of the system account, one of CONTROL. It is up while both are. Without a broker
/// everything else works on, and the link joins by itself when there is one.
final class HubLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubLink.class);

    /// Hears what becomes of the link.
    interface Events {
        /// Nothing is subscribed yet on this connection of the system account.
        void systemOpened(Connection system);

        /// Nothing is subscribed yet on this connection of CONTROL.
        void controlOpened(Connection control);

        /// Both are there; said again after each reconnect.
        void up();

        /// At least one is gone.
        void down();
    }

    private final NatsLink system;
    private final NatsLink control;
    private final Events events;
    private final InstantSource clock;
    private boolean systemUp;
    private boolean controlUp;
    private volatile boolean up;
    private volatile Instant since;
    private final ReentrantLock measuring = new ReentrantLock();
    private volatile @Nullable Long rttMicros;

    HubLink(List<String> urls, TrustRoots roots, Events events, SecureRandom random, InstantSource clock) {
        this.events = events;
        this.clock = clock;
        this.since = clock.instant();
        this.system = new NatsLink(
                "system", urls, roots.systemUser(random, clock), "_INBOX.", new Side(events::systemOpened, true));
        this.control = new NatsLink(
                "control", urls, roots.controlUser(random, clock), "_INBOX.", new Side(events::controlOpened, false));
    }

    void start() {
        system.start();
        control.start();
    }

    Optional<Connection> system() {
        return system.connection();
    }

    Optional<Connection> control() {
        return control.connection();
    }

    boolean isUp() {
        return up;
    }

    Instant since() {
        return since;
    }

    /// What keeps the link down, for people.
    Optional<String> trouble() {
        return system.trouble().or(control::trouble);
    }

    /// How long a word to the broker and back takes. One measures at a time, and the others are told what was measured
    /// last: each sends a PING, and the library ends a connection with several of them out.
    @Nullable
    Long rttMicros() {
        if (!measuring.tryLock()) {
            return rttMicros;
        }
        try {
            rttMicros = control().map(HubLink::measure).orElse(null);
            return rttMicros;
        } finally {
            measuring.unlock();
        }
    }

    private static @Nullable Long measure(Connection connection) {
        try {
            return connection.RTT().toNanos() / 1_000;
        } catch (IOException | CancellationException e) {
            // It broke off meanwhile.
            LOG.debug("no round trip", e);
            return null;
        }
    }

    @Override
    public void close() {
        system.close();
        control.close();
    }

    private synchronized void changed(boolean ofSystem, boolean isUp) {
        if (ofSystem) {
            systemUp = isUp;
        } else {
            controlUp = isUp;
        }
        boolean now = systemUp && controlUp;
        if (now != up) {
            up = now;
            since = clock.instant();
            LOG.info("hub={}", now ? "connected" : "away");
        }
        if (now) {
            events.up();
        } else {
            events.down();
        }
    }

    private final class Side implements NatsLink.Events {
        private final Consumer<Connection> opened;
        private final boolean ofSystem;

        Side(Consumer<Connection> opened, boolean ofSystem) {
            this.opened = opened;
            this.ofSystem = ofSystem;
        }

        @Override
        public void opened(Connection connection) {
            opened.accept(connection);
        }

        @Override
        public void up(Connection connection) {
            changed(ofSystem, true);
        }

        @Override
        public void down() {
            changed(ofSystem, false);
        }
    }
}
