package io.centter.embedded.nats;

import java.nio.file.Path;
import java.time.Duration;

/// How an embedded nats-server is to run.
///
/// A server that is to keep its ports over a restart needs fixed ones in its configuration (see `FreePorts`); with `-1`
/// every start takes new
/// ones and [NatsServer] says which.
///
/// @param binary the nats-server program
/// @param directory holds its configuration, log, ports and lock; the caller's configuration may place its stores there
/// too
/// @param config the text of the configuration file
/// @param closedAtExit whether a shutdown hook stops it; false for an owner that stops it in its own hook
/// @param startLimit how long it may take to become ready
public record NatsOptions(Path binary, Path directory, String config, boolean closedAtExit, Duration startLimit) {
    public NatsOptions {
        directory = directory.toAbsolutePath().normalize();
    }

    public static NatsOptions of(Path binary, Path directory, String config) {
        return new NatsOptions(binary, directory, config, true, Duration.ofSeconds(30));
    }

    NatsOptions withDirectory(Path other) {
        return new NatsOptions(binary, other, config, closedAtExit, startLimit);
    }

    public NatsOptions withStartLimit(Duration limit) {
        return new NatsOptions(binary, directory, config, closedAtExit, limit);
    }

    /// The caller stops the server itself when the JVM ends.
    public NatsOptions closedByOwner() {
        return new NatsOptions(binary, directory, config, false, startLimit);
    }

    /// The configuration may name keys.
    @Override
    public String toString() {
        return "NatsOptions[binary=" + binary + ", directory=" + directory + "]";
    }
}
