package io.centter.control.nats;

import io.nats.client.AuthHandler;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to the broker that is tried for ever, in the background: whoever uses it works without it until it
/// is there.
public final class NatsLink implements AutoCloseable {
    /// What becomes of the link; called on a thread of the link, one call after the other.
    public interface Events {
        /// A new connection: nothing is subscribed on it yet.
        void opened(Connection connection);

        /// Subscriptions are in force and messages flow.
        void up(Connection connection);

        /// Nothing flows until the next [#up].
        void down();
    }

    private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final String name;
    private final List<String> urls;
    private final AuthHandler user;
    private final String inboxPrefix;
    private final Events events;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection current;
    private volatile @Nullable String trouble;

    public NatsLink(String name, List<String> urls, AuthHandler user, String inboxPrefix, Events events) {
        this.name = name;
        this.urls = List.copyOf(urls);
        this.user = user;
        this.inboxPrefix = inboxPrefix;
        this.events = events;
    }

    public void start() {
        Thread.ofVirtual().name("nats-link-" + name).start(this::keep);
    }

    /// The connection, while messages flow.
    public Optional<Connection> connection() {
        Connection connection = current;
        return connection != null && connection.getStatus() == Connection.Status.CONNECTED
                ? Optional.of(connection)
                : Optional.empty();
    }

    /// Why there is no connection, as far as that is known.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        closed.countDown();
        Connection connection = current;
        if (connection != null) {
            closeQuietly(connection);
        }
    }

    private void keep() {
        Duration wait = FIRST_WAIT;
        while (closed.getCount() > 0) {
            CountDownLatch gone = new CountDownLatch(1);
            try {
                Connection connection = Nats.connect(options(gone));
                current = connection;
                if (closed.getCount() == 0) {
                    closeQuietly(connection);
                    return;
                }
                trouble = null;
                wait = FIRST_WAIT;
                events.opened(connection);
                connection.flush(Duration.ofSeconds(2));
                events.up(connection);
                gone.await();
                events.down();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | java.util.concurrent.TimeoutException | IllegalStateException e) {
                note(e);
                closeIfHalfOpen();
            }
            pause(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private void note(Exception e) {
        String now = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (!now.equals(trouble)) {
            LOG.warn("broker=away link={} reason={}", name, now);
        }
        trouble = now;
    }

    private void closeIfHalfOpen() {
        Connection connection = current;
        if (connection != null && connection.getStatus() != Connection.Status.CLOSED) {
            closeQuietly(connection);
        }
    }

    private void pause(Duration wait) {
        try {
            closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Options options(CountDownLatch gone) {
        return Options.builder()
                .servers(urls.toArray(String[]::new))
                .connectionName("centter-" + name)
                .authHandler(user)
                .inboxPrefix(inboxPrefix)
                .connectionTimeout(Duration.ofSeconds(3))
                .pingInterval(Duration.ofSeconds(3))
                .maxPingsOut(2)
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(250))
                .reconnectJitter(Duration.ofMillis(250))
                // What cannot be sent now is sent again by the outbox, not from a buffer that dies with us.
                .reconnectBufferSize(0)
                .connectionListener(listener(gone))
                .errorListener(new Quiet())
                .build();
    }

    private ConnectionListener listener(CountDownLatch gone) {
        return (connection, event) -> {
            switch (event) {
                case RESUBSCRIBED -> events.up(connection);
                case DISCONNECTED -> {
                    trouble = "the connection was lost";
                    events.down();
                }
                case CLOSED -> gone.countDown();
                default -> LOG.debug("link={} event={}", name, event);
            }
        };
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The library prints every attempt; one line for each change is enough.
    private final class Quiet implements ErrorListener {
        @Override
        public void errorOccurred(Connection connection, String error) {
            LOG.warn("link={} broker_says={}", name, error);
        }

        @Override
        public void exceptionOccurred(Connection connection, Exception e) {
            LOG.debug("link={} exception={}", name, e.toString());
        }
    }
}
