package io.centter.embedded.nats;

import io.centter.embedded.host.CacheDirectory;
import io.centter.embedded.host.Host;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// A nats-server program that is new enough.
///
/// @param path where it is
/// @param version what it says of itself
/// @param source how it was found
public record NatsBinary(Path path, NatsVersion version, Source source) {
    /// The ways to a binary, in the order they are tried.
    public enum Source {
        CONFIGURED,
        PATH,
        CACHE,
        APT
    }

    /// The variable that names the binary when no configuration does.
    public static final String VARIABLE = "CENTTER_NATS_SERVER";

    /// Finds a binary: the configured one, on `PATH`, in the per-user cache, with the machine's apt.
    ///
    /// @param configured a path that is used or refused, never passed over
    /// @param progress hears what is being done, a line at a time
    /// @throws io.centter.embedded.host.ServerFailure that names the ways to get one
    public static NatsBinary resolve(Optional<Path> configured, Consumer<String> progress) {
        return new NatsBinarySearch(
                        Host.programDirectories(),
                        new NatsCache(CacheDirectory.ofUser().resolve("nats-server")),
                        () -> Apt.ofMachine(progress),
                        progress)
                .find(configured);
    }

    /// The same, with the configured path from the environment.
    public static NatsBinary resolve(Consumer<String> progress) {
        return resolve(
                Optional.ofNullable(System.getenv(VARIABLE))
                        .filter(value -> !value.isBlank())
                        .map(Path::of),
                progress);
    }
}
