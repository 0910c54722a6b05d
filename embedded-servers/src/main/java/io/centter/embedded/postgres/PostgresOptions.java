package io.centter.embedded.postgres;

import java.nio.file.Path;
import java.time.Duration;

/// How an embedded PostgreSQL is to run.
///
/// @param directory holds everything of it: the cluster, the password (0600), the port, the log, the lock; kept between
/// runs
/// @param port the port on the loopback address; 0 takes the one of the last run when it is free, else any free one
/// @param maxConnections how many clients it serves at once
/// @param durable whether a committed transaction survives a crash of the machine
/// @param closedAtExit whether a shutdown hook stops it; false for an owner that stops it in its own hook, after what
/// needs it
/// @param startLimit how long it may take to become ready, a recovery after a crash included
public record PostgresOptions(
        Path directory, int port, int maxConnections, boolean durable, boolean closedAtExit, Duration startLimit) {
    public PostgresOptions {
        directory = directory.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
        if (maxConnections < 5) {
            throw new IllegalArgumentException("too few connections: " + maxConnections);
        }
    }

    /// Durable, 60 connections, the port of the last run.
    public static PostgresOptions in(Path directory) {
        return new PostgresOptions(directory, 0, 60, true, true, Duration.ofMinutes(2));
    }

    PostgresOptions withDirectory(Path other) {
        return new PostgresOptions(other, port, maxConnections, durable, closedAtExit, startLimit);
    }

    public PostgresOptions withPort(int wanted) {
        return new PostgresOptions(directory, wanted, maxConnections, durable, closedAtExit, startLimit);
    }

    public PostgresOptions withMaxConnections(int count) {
        return new PostgresOptions(directory, port, count, durable, closedAtExit, startLimit);
    }

    public PostgresOptions withStartLimit(Duration limit) {
        return new PostgresOptions(directory, port, maxConnections, durable, closedAtExit, limit);
    }

    /// The caller stops the server itself when the JVM ends.
    public PostgresOptions closedByOwner() {
        return new PostgresOptions(directory, port, maxConnections, durable, false, startLimit);
    }

    /// For tests only: nothing is forced to disk, so a crash of the machine loses data, perhaps all of it.
    public PostgresOptions fastButLosingDataOnCrash() {
        return new PostgresOptions(directory, port, maxConnections, false, closedAtExit, startLimit);
    }
}
