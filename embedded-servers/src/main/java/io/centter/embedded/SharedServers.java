package io.centter.embedded;

import io.centter.embedded.host.AtExit;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.postgres.Database;
import io.centter.embedded.postgres.PostgresOptions;
import io.centter.embedded.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL for all tests of a JVM, started when the first asks and gone with the JVM. It is fast and forgets on
/// a crash.
public final class SharedServers {
    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static @Nullable PostgresServer postgres;

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

    private static String nextName() {
        return "test_" + NEXT.getAndIncrement();
    }

    private static PostgresServer startPostgres() {
        try {
            Path directory = Files.createTempDirectory("centter-test-postgres-");
            AtExit.close(() -> LocalFiles.deleteTree(directory));
            return PostgresServer.start(
                    PostgresOptions.in(directory).withMaxConnections(200).fastButLosingDataOnCrash());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
