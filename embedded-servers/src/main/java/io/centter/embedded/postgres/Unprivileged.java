package io.centter.embedded.postgres;

import io.centter.embedded.host.Host;
import io.centter.embedded.host.ProgramRun;
import io.centter.embedded.host.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How to run a program that refuses to be root.
///
/// @param prefix the words put before a command
/// @param owner the user id that must own the files
/// @param binaries where that user can run the programs from; empty when the cache of this user will do
record Unprivileged(List<String> prefix, int owner, Optional<Path> binaries) {
    private static final Path SHARED_CACHE = Path.of("/var/cache/centter-postgres");
    private static final int NOBODY = 65_534;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    Unprivileged {
        prefix = List.copyOf(prefix);
    }

    /// The way that works here, found by trying; a normal user needs none.
    ///
    /// @param directory one that this process can write to
    static Unprivileged find(Path directory) {
        int self = self(directory);
        if (self != 0) {
            return new Unprivileged(List.of(), self, Optional.empty());
        }
        return Stream.of(userNamespace(), serviceUser(SHARED_CACHE))
                .flatMap(Optional::stream)
                .filter(Unprivileged::works)
                .findFirst()
                .orElseThrow(() -> new ServerFailure(
                        "PostgreSQL refuses to run as root, and here root may neither open a user namespace"
                                + " (unshare -U) nor change its user (setpriv). Run Centter as a normal user, or use a PostgreSQL of your own"
                                + " (CENTTER_DB_URL)."));
    }

    /// A user namespace without any user mapped: still root for the files, nobody for the program.
    static Optional<Unprivileged> userNamespace() {
        return Host.program("unshare")
                .map(path -> new Unprivileged(List.of(path.toString(), "-U"), 0, Optional.empty()));
    }

    /// Another user, who keeps one right of root: to pass through directories like `/root` on the way to its data.
    /// Programs are looked
    /// for without that right, so they need a place that everybody can read.
    static Optional<Unprivileged> serviceUser(Path cache) {
        return Host.program("setpriv")
                .map(path -> new Unprivileged(
                        List.of(
                                path.toString(),
                                "--reuid=" + NOBODY,
                                "--regid=" + NOBODY,
                                "--clear-groups",
                                "--inh-caps=+dac_override",
                                "--ambient-caps=+dac_override"),
                        NOBODY,
                        Optional.of(cache)));
    }

    List<String> command(List<String> words) {
        var line = new ArrayList<>(prefix);
        line.addAll(words);
        return line;
    }

    private boolean works() {
        return ProgramRun.of(LIMIT, command(List.of("true"))).succeeded();
    }

    /// Gives the tree to the user the program runs as, where another way was used the last time.
    void own(Path root) {
        if (prefix.isEmpty() || userId(root) == owner) {
            return;
        }
        if (userId(root) != 0 && userId(root) != NOBODY) {
            throw new ServerFailure("The data in " + root + " belongs to user " + userId(root)
                    + ". Run Centter as that user, or choose another data directory.");
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new ServerFailure("Cannot give " + root + " to user " + owner + ": " + e, e);
        }
    }

    private static int self(Path directory) {
        try {
            Path probe = Files.createTempFile(directory, "probe", "");
            int self = userId(probe);
            Files.delete(probe);
            return self;
        } catch (IOException e) {
            throw new ServerFailure("Cannot write to " + directory + ": " + e, e);
        }
    }

    private static int userId(Path file) {
        if (Host.isWindows()) {
            return -1;
        }
        try {
            return (Integer) Files.getAttribute(file, "unix:uid");
        } catch (IOException e) {
            throw new ServerFailure("Cannot see who owns " + file + ": " + e, e);
        }
    }
}
