package io.centter.embedded.postgres;

import io.centter.embedded.host.AtExit;
import io.centter.embedded.host.ChildCommand;
import io.centter.embedded.host.ChildProcess;
import io.centter.embedded.host.DirectoryLock;
import io.centter.embedded.host.EmbeddedServer;
import io.centter.embedded.host.FreePorts;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.Patience;
import io.centter.embedded.host.ServerFailure;
import io.centter.embedded.host.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL 16 that runs as our child on the loopback address, with a password of its own.
///
/// Only one process at a time opens a directory; a second start says who has it. What a killed process left behind, a
/// lock file or even
/// a running server, is cleared away by the next start. Works as a normal user and as root.
public final class PostgresServer implements EmbeddedServer {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String NAME = "postgres";
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final int TRIES_FOR_A_PORT = 3;
    private static final Duration CRASH_PATIENCE = Duration.ofSeconds(15);

    private final PostgresOptions options;
    private final Cluster cluster;
    private final DirectoryLock directoryLock;
    private final int port;
    private final String password;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile ChildProcess child;
    private volatile boolean closed;

    private PostgresServer(
            PostgresOptions options, Cluster cluster, DirectoryLock directoryLock, int port, ChildProcess child) {
        this.options = options;
        this.cluster = cluster;
        this.directoryLock = directoryLock;
        this.password = cluster.password();
        this.port = port;
        this.child = child;
    }

    /// Starts the server and returns when it takes connections.
    ///
    /// @throws ServerFailure with the reason and the remedy
    public static PostgresServer start(PostgresOptions wanted) {
        Path directory = LocalFiles.ownDirectory(wanted.directory());
        return start(wanted.withDirectory(directory), Unprivileged.find(directory));
    }

    static PostgresServer start(PostgresOptions options, Unprivileged unprivileged) {
        var lock = DirectoryLock.take(options.directory(), "The PostgreSQL data directory");
        try {
            var cluster = new Cluster(options, PostgresBinaries.unpackFor(unprivileged), unprivileged);
            cluster.prepare();
            new Postmaster(cluster.data()).clearAway();
            var server = launch(options, cluster, lock);
            if (options.closedAtExit()) {
                AtExit.close(server);
            }
            return server;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    public int port() {
        return port;
    }

    public String user() {
        return Cluster.SUPERUSER;
    }

    public String password() {
        return password;
    }

    /// The database `postgres`, which every cluster has; for databases of your own see [#ensureDatabase].
    public Database admin() {
        return database("postgres");
    }

    /// Makes the database when it is not there yet.
    public Database ensureDatabase(String name) {
        admin(sql -> sql.ensure(name));
        return database(name);
    }

    /// Makes a new database, empty.
    public Database createDatabase(String name) {
        return createDatabase(name, "template1");
    }

    /// Makes a new database as a copy of another one, to which nobody may be connected.
    public Database createDatabase(String name, String template) {
        admin(sql -> sql.create(name, template));
        return database(name);
    }

    /// Drops the database if it is there, ending the connections to it.
    public void dropDatabase(String name) {
        admin(sql -> sql.drop(name));
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public boolean isAlive() {
        return child.isAlive();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public CompletableFuture<Integer> exited() {
        return child.exited();
    }

    @Override
    public Path logFile() {
        return cluster.logFile();
    }

    @Override
    public void restart() {
        changing.lock();
        try {
            if (closed) {
                throw new ServerFailure("The embedded PostgreSQL is closed.");
            }
            child.stop(STOP_PATIENCE);
            child = launch(cluster, port);
            awaitReady();
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void killForcibly() {
        child.killForcibly();
    }

    @Override
    public void close() {
        closed = true;
        changing.lock();
        try {
            AtExit.forget(this);
            child.stop(STOP_PATIENCE);
            directoryLock.close();
        } finally {
            changing.unlock();
        }
    }

    private Database database(String name) {
        return new Database(name, "jdbc:postgresql://127.0.0.1:" + port + "/" + name, user(), password);
    }

    private void admin(AdminSql.Work work) {
        AdminSql.run(admin(), work);
    }

    private static int choosePort(PostgresOptions options, Cluster cluster) {
        if (options.port() == 0) {
            int last = cluster.lastPort().orElse(0);
            int chosen = last > 0 && FreePorts.isFree(last) ? last : FreePorts.any();
            cluster.rememberPort(chosen);
            return chosen;
        }
        if (!FreePorts.isFree(options.port())) {
            throw new ServerFailure(
                    "Port " + options.port() + " for the embedded PostgreSQL is taken by another program."
                            + " Stop that program, or choose another port (0 takes a free one).");
        }
        return options.port();
    }

    /// Another program may take a port in the moment after it was found free.
    private static PostgresServer launch(PostgresOptions options, Cluster cluster, DirectoryLock lock) {
        for (int tries = 1; ; tries++) {
            int port = choosePort(options, cluster);
            var server = new PostgresServer(options, cluster, lock, port, launch(cluster, port));
            try {
                server.awaitReady();
                return server;
            } catch (ServerFailure e) {
                server.child.stop(STOP_PATIENCE);
                if (options.port() != 0 || tries == TRIES_FOR_A_PORT || !e.saysPortTaken()) {
                    server.close();
                    throw e;
                }
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        }
    }

    private static ChildProcess launch(Cluster cluster, int port) {
        return ChildProcess.start(new ChildCommand(
                NAME, cluster.serverCommand(port), cluster.directory(), cluster.logFile(), StopSignal.INT));
    }

    private void awaitReady() {
        var postmaster = new Postmaster(cluster.data());
        Patience patience = Patience.of(options.startLimit());
        Patience crashed = Patience.of(CRASH_PATIENCE);
        while (!postmaster.isReady(child.pid())) {
            if (!child.isAlive() && crashLeftovers(child.tail()) && crashed.moment()) {
                child = launch(cluster, port);
            }
            if (closed || !child.isAlive() || !patience.moment()) {
                throw new ServerFailure("The embedded PostgreSQL in " + options.directory() + " did not become ready"
                        + (child.isAlive() ? " within " + options.startLimit().toSeconds() + " s" : "")
                        + ". The end of "
                        + logFile() + ":\n" + child.tail());
            }
        }
        admin(sql -> sql.checkServes(cluster.data()));
        LOG.info(
                "PostgreSQL is ready. port={} pid={} directory={} durable={}",
                port,
                pid(),
                options.directory(),
                options.durable());
    }

    /// The server's own children see its death a moment later and hold its shared memory until then.
    private static boolean crashLeftovers(String tail) {
        return tail.contains("pre-existing shared memory block");
    }
}
