package io.centter.embedded;

import io.centter.embedded.host.AtExit;
import io.centter.embedded.host.DirectoryLock;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.nats.NatsBinary;
import io.centter.embedded.postgres.Database;
import io.centter.embedded.postgres.PostgresOptions;
import io.centter.embedded.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One PostgreSQL for all tests of a JVM, started when the first asks and gone with the JVM. It is fast and forgets on
/// a crash.
public final class SharedServers {
    private static final Logger LOG = LoggerFactory.getLogger(SharedServers.class);
    private static final String PREFIX = "centter-test-postgres-";
    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static @Nullable PostgresServer postgres;
    private static @Nullable NatsBinary nats;

    private SharedServers() {}

    public static synchronized PostgresServer postgres() {
        PostgresServer running = postgres;
        if (running == null) {
            running = startPostgres();
            postgres = running;
        }
        return running;
    }

    /// A new empty database, for one test class.
    public static Database createDatabase() {
        return postgres().createDatabase(nextName());
    }

    /// A new database with the content of another, to which nobody may be connected: migrate once, copy for each test
    /// class.
    public static Database createDatabase(Database template) {
        return postgres().createDatabase(nextName(), template.name());
    }

    /// The nats-server program for tests that start one, looked for once.
    public static synchronized Path natsBinary() {
        NatsBinary found = nats;
        if (found == null) {
            found = NatsBinary.resolve(line -> LOG.info("Looking for nats-server. {}", line));
            nats = found;
        }
        return found.path();
    }

    private static String nextName() {
        return "test_" + NEXT.getAndIncrement();
    }

    private static PostgresServer startPostgres() {
        try {
            sweep();
            Path directory = Files.createTempDirectory(PREFIX);
            AtExit.close(() -> LocalFiles.deleteTree(directory));
            return PostgresServer.start(
                    PostgresOptions.in(directory).withMaxConnections(200).fastButLosingDataOnCrash());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes what killed test runs left behind.
    private static void sweep() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var left = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path directory : left) {
                if (DirectoryLock.owner(directory).filter(SharedServers::isDead).isPresent()) {
                    LocalFiles.deleteTree(directory);
                }
            }
        }
    }

    private static boolean isDead(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
}
