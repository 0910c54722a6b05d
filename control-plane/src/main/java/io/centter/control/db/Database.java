package io.centter.control.db;

import com.zaxxer.hikari.HikariDataSource;
import io.centter.control.config.DatabaseConfig;
import io.centter.control.refusal.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL: a pool that recovers by itself, migrations at start, and one way to tell that it is away. A connection
/// that cannot be had or breaks becomes [Refused.Unavailable], so a request is answered with 503 and never by half.
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /// A process that was cut off, stopped, or lost with its machine in the middle of a transaction must not keep its
    /// locks until TCP gives up: others wait for them.
    static final String SESSION = "-c TimeZone=UTC -c lock_timeout=10s -c idle_in_transaction_session_timeout=10s"
            + " -c client_connection_check_interval=5s -c tcp_user_timeout=10s -c tcp_keepalives_idle=5"
            + " -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";
    /// Flyway holds two or three at once.
    private static final int OWNER_CONNECTIONS = 4;

    private final DatabaseConfig config;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean migrated;

    public Database(DatabaseConfig config) {
        this.config = config;
        this.pool = pool(config, config.pool());
        if (config.hasRole()) {
            pool.setConnectionInitSql(AppRole.become(config.role()));
        }
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin()).installPlugin(new SqlObjectPlugin());
        ColumnTypes.register(jdbi);
    }

    /// Waits for the database, at most `db.start_timeout`, and brings its schema up to date, as the user that owns the
    /// tables. Everything after that runs as `db.role`.
    public void start() {
        try (HikariDataSource owner = pool(config, OWNER_CONNECTIONS)) {
            await(owner);
            int applied = Flyway.configure()
                    .dataSource(owner)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate()
                    .migrationsExecuted;
            if (config.hasRole()) {
                new AppRole(Jdbi.create(owner), config.role()).ensure();
            } else {
                LOG.warn("database role=none: nothing but a trigger keeps this program from changing its audit log");
            }
            migrated = true;
            LOG.info(
                    "database ready url={} migrations_applied={} user={} role={}",
                    config.url(),
                    applied,
                    config.user(),
                    config.role());
        }
    }

    private void await(DataSource owner) {
        long end = System.nanoTime() + config.startTimeout().toNanos();
        boolean said = false;
        while (!answers(owner)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("PostgreSQL at " + config.url() + " did not answer within "
                        + config.startTimeout().toSeconds() + " s; see the log lines before this one.");
            }
            if (!said) {
                LOG.warn(
                        "database waiting url={} for={}s",
                        config.url(),
                        config.startTimeout().toSeconds());
                said = true;
            }
            pause();
        }
    }

    /// Whether the database answers now and its schema is up to date.
    public boolean ready() {
        return migrated && answers(pool);
    }

    /// Runs with one connection, each statement on its own.
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        AtOnce.mayWait();
        return guarded(() -> jdbi.withHandle(work));
    }

    /// Runs in one transaction that is rolled back when `work` throws.
    public <T> T transaction(HandleCallback<T, RuntimeException> work) {
        AtOnce.mayWait();
        return guarded(() -> jdbi.inTransaction(work));
    }

    /// Counts what the pool does.
    public void measure(Object meterRegistry) {
        pool.setMetricRegistry(meterRegistry);
    }

    @Override
    public void close() {
        pool.close();
    }

    private boolean answers(DataSource source) {
        try (Connection connection = source.getConnection()) {
            boolean valid = connection.isValid(2);
            if (valid) {
                back();
            }
            return valid;
        } catch (SQLException e) {
            LOG.debug("database does not answer", e);
            return false;
        }
    }

    private <T> T guarded(java.util.function.Supplier<T> work) {
        try {
            T result = work.get();
            back();
            return result;
        } catch (ConnectionException e) {
            throw unavailable(e);
        } catch (JdbiException e) {
            String state = sqlState(e);
            // Whoever is ended in the middle of a commit may have come to its end.
            if ((state.startsWith("08") || state.startsWith("57P")) && e instanceof TransactionException) {
                throw new Refused.Unavailable(
                        "commit-unknown",
                        "The database broke off while this was being written, so it may or may not be done. Look, or"
                                + " repeat it with the same Idempotency-Key.",
                        RETRY);
            }
            // 25P03: this process was stopped for so long that the database ended its transaction.
            if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || state.equals("25P03")) {
                throw unavailable(e);
            }
            if (state.equals("40001") || state.equals("40P01") || state.equals("55P03")) {
                throw new Refused.Unavailable(
                        "busy", "Others are changing the same; nothing was changed here. Try again.", RETRY);
            }
            throw e;
        }
    }

    private Refused.Unavailable unavailable(Exception cause) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("database away url={} cause=\"{}\"", config.url(), cause.getMessage());
        }
        return new Refused.Unavailable(
                "database-unavailable", "The database is away; nothing was read or changed. Try again shortly.", RETRY);
    }

    private void back() {
        if (away.compareAndSet(true, false)) {
            LOG.info("database back url={}", config.url());
        }
    }

    static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
        }
    }

    private static HikariDataSource pool(DatabaseConfig config, int connections) {
        // Made without its configuration, it connects when it is first asked.
        HikariDataSource hikari = new HikariDataSource();
        hikari.setPoolName("centter");
        hikari.setJdbcUrl(config.url());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password().reveal());
        hikari.setMaximumPoolSize(connections);
        hikari.setMinimumIdle(Math.min(2, config.pool()));
        hikari.setConnectionTimeout(config.connectTimeout().toMillis());
        hikari.setValidationTimeout(Math.min(1_000, config.connectTimeout().toMillis()));
        // The start waits by itself, with words; the pool must not fail first.
        hikari.setInitializationFailTimeout(-1);
        hikari.addDataSourceProperty("ApplicationName", "centter");
        hikari.addDataSourceProperty("reWriteBatchedInserts", "true");
        hikari.addDataSourceProperty("connectTimeout", "2");
        hikari.addDataSourceProperty("socketTimeout", "30");
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        hikari.addDataSourceProperty("options", SESSION);
        return hikari;
    }
}
