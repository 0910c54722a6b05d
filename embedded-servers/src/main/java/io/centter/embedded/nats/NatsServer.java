package io.centter.embedded.nats;

import io.centter.embedded.host.AtExit;
import io.centter.embedded.host.ChildCommand;
import io.centter.embedded.host.ChildProcess;
import io.centter.embedded.host.DirectoryLock;
import io.centter.embedded.host.EmbeddedServer;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.Orphan;
import io.centter.embedded.host.Patience;
import io.centter.embedded.host.ServerFailure;
import io.centter.embedded.host.StopSignal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A nats-server that runs as our child with the configuration it is given.
///
/// Only one process at a time opens a directory. A server that outlived a killed parent is stopped by the next start.
public final class NatsServer implements EmbeddedServer {
    private static final Logger LOG = LoggerFactory.getLogger(NatsServer.class);
    private static final String NAME = "nats-server";
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final NatsOptions options;
    private final DirectoryLock directoryLock;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile ChildProcess child;
    private volatile NatsPorts ports = new NatsPorts(Optional.empty(), Optional.empty(), Optional.empty());
    private volatile boolean closed;

    private NatsServer(NatsOptions options, DirectoryLock directoryLock, ChildProcess child) {
        this.options = options;
        this.directoryLock = directoryLock;
        this.child = child;
    }

    /// Starts the server and returns when it takes connections.
    ///
    /// @throws ServerFailure with the end of the server's log
    public static NatsServer start(NatsOptions wanted) {
        NatsOptions options = wanted.withDirectory(LocalFiles.ownDirectory(wanted.directory()));
        var lock = DirectoryLock.take(options.directory(), "The NATS directory");
        try {
            stopOrphan(options.directory());
            LocalFiles.writeSecret(configFile(options.directory()), options.config());
            var server = new NatsServer(options, lock, launch(options));
            try {
                server.awaitReady();
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
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

    /// Where clients connect: `nats://127.0.0.1:4222`.
    public URI clientUrl() {
        return ports.client().orElseThrow();
    }

    /// Present when the configuration opens a websocket.
    public Optional<URI> websocketUrl() {
        return ports.websocket();
    }

    /// Present when the configuration opens the monitoring port.
    public Optional<URI> monitorUrl() {
        return ports.monitor();
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
        return logFile(options.directory());
    }

    @Override
    public void restart() {
        changing.lock();
        try {
            if (closed) {
                throw new ServerFailure("The embedded nats-server is closed.");
            }
            child.stop(STOP_PATIENCE);
            child = launch(options);
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

    private static ChildProcess launch(NatsOptions options) {
        Path directory = options.directory();
        NatsPorts.clear(portsDirectory(directory));
        var started = ChildProcess.start(new ChildCommand(
                NAME,
                List.of(
                        options.binary().toString(),
                        "--config",
                        configFile(directory).toString(),
                        "--ports_file_dir",
                        portsDirectory(directory).toString()),
                directory,
                logFile(directory),
                StopSignal.TERM));
        LocalFiles.writeSecret(pidFile(directory), started.pid() + "\n");
        return started;
    }

    private void awaitReady() {
        Patience patience = Patience.of(options.startLimit());
        while (!isReady()) {
            if (closed || !child.isAlive() || !patience.moment()) {
                throw new ServerFailure("nats-server in " + options.directory() + " did not become ready"
                        + (child.isAlive() ? " within " + options.startLimit().toSeconds() + " s" : "")
                        + ". The end of "
                        + logFile() + ":\n" + child.tail());
            }
        }
        LOG.info("nats-server is ready. url={} pid={} directory={}", clientUrl(), pid(), options.directory());
    }

    private boolean isReady() {
        Optional<NatsPorts> taken = NatsPorts.read(portsDirectory(options.directory()), child.pid());
        if (taken.isEmpty()) {
            return false;
        }
        ports = taken.get();
        return ports.monitor().map(NatsServer::isHealthy).orElse(true);
    }

    /// Healthy means that JetStream has recovered its streams too.
    private static boolean isHealthy(URI monitor) {
        try {
            var connection =
                    (HttpURLConnection) monitor.resolve("/healthz").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(2000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void stopOrphan(Path directory) {
        Optional<ProcessHandle> left =
                lastPid(directory).flatMap(ProcessHandle::of).filter(Orphan::isRunning);
        if (left.isEmpty()) {
            return;
        }
        ProcessHandle process = left.get();
        String config = configFile(directory).toString();
        switch (Orphan.judge(process, NAME, config, config)) {
            case UNRELATED -> LOG.debug("The process id of the last nats-server was used again. pid={}", process.pid());
            case ORPHAN -> {
                LOG.info(
                        "Stopping a nats-server that outlived its parent. pid={} directory={}",
                        process.pid(),
                        directory);
                Orphan.stop(process, StopSignal.TERM);
            }
            case OWNED ->
                throw new ServerFailure("Process " + process.pid() + " is a nats-server that has " + directory
                        + " open, and its parent is alive. Stop it, or choose another directory.");
        }
    }

    private static Optional<Long> lastPid(Path directory) {
        try {
            return Optional.of(Long.valueOf(Files.readString(pidFile(directory)).strip()));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Path configFile(Path directory) {
        return directory.resolve("nats-server.conf");
    }

    private static Path logFile(Path directory) {
        return directory.resolve("nats-server.log");
    }

    private static Path pidFile(Path directory) {
        return directory.resolve("nats-server.pid");
    }

    private static Path portsDirectory(Path directory) {
        return directory.resolve("ports");
    }
}
