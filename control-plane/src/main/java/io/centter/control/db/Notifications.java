package io.centter.control.db;

import io.centter.control.config.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What other processes commit and tell on one channel of PostgreSQL, heard on a connection of its own. It knows for
/// how long it has heard nothing because nothing was said, and when it can no longer hear.
public final class Notifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final int QUIET_MILLIS = 200;
    private static final long GOOD_FOR = Duration.ofSeconds(1).toNanos();

    private final DatabaseConfig config;
    private final String channel;
    private final Listener listener;
    private final Optional<SignOfLife> sign;
    private final Thread ear;
    private volatile boolean closed;
    private volatile boolean hearing;
    private volatile long heardUpTo;

    /// Hears, on the ear's own thread; must be quick.
    public interface Listener {
        void told(String payload);

        /// Something may have been said that was not heard.
        void missed();
    }

    /// A channel that nobody hears before [#start].
    ///
    /// @param channel a plain word
    public Notifications(DatabaseConfig config, String channel, Listener listener) {
        this(config, channel, listener, Optional.empty());
    }

    /// The same, whose connection also shows that this process lives.
    public Notifications(DatabaseConfig config, String channel, Listener listener, SignOfLife sign) {
        this(config, channel, listener, Optional.of(sign));
    }

    private Notifications(DatabaseConfig config, String channel, Listener listener, Optional<SignOfLife> sign) {
        this.sign = sign;
        this.config = config;
        this.channel = channel;
        this.listener = listener;
        this.ear = Thread.ofPlatform().daemon().name("hears-" + channel).unstarted(this::run);
    }

    public void start() {
        ear.start();
    }

    /// Whether everything that was committed until a second ago has been told.
    public boolean isCurrent() {
        return hearing && System.nanoTime() - heardUpTo < GOOD_FOR;
    }

    @Override
    public void close() {
        closed = true;
        ear.interrupt();
    }

    private void run() {
        while (!closed) {
            try (Connection connection = connect()) {
                listen(connection);
            } catch (SQLException e) {
                if (hearing) {
                    LOG.warn("notifications=lost channel={} cause=\"{}\"", channel, e.getMessage());
                }
            } finally {
                hearing = false;
            }
            pause();
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
            if (sign.isPresent()) {
                sign.get().show(connection);
            }
            // From here on nothing is missed; what was said before may have been.
            listener.missed();
            while (!closed) {
                long asked = System.nanoTime();
                // The answer comes after everything that was told before the question.
                statement.execute("SELECT 1");
                tell(postgres.getNotifications());
                heardUpTo = asked;
                hearing = true;
                tell(postgres.getNotifications(QUIET_MILLIS));
            }
        }
    }

    private void tell(PGNotification @Nullable [] said) {
        if (said != null) {
            for (PGNotification one : said) {
                listener.told(one.getParameter());
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("ApplicationName", "centter-" + channel);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("options", Database.SESSION);
        return DriverManager.getConnection(config.url(), properties);
    }

    private void pause() {
        try {
            Thread.sleep(closed ? 0 : 250);
        } catch (InterruptedException _) {
            // Only close interrupts, and it has said so.
        }
    }
}
