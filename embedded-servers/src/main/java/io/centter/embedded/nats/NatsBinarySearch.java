package io.centter.embedded.nats;

import io.centter.embedded.host.Host;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The search itself, with everything it looks at as an argument.
final class NatsBinarySearch {
    private final List<Path> directories;
    private final NatsCache cache;
    private final Supplier<Optional<Apt>> apt;
    private final Consumer<String> progress;

    NatsBinarySearch(List<Path> directories, NatsCache cache, Supplier<Optional<Apt>> apt, Consumer<String> progress) {
        this.directories = directories;
        this.cache = cache;
        this.apt = apt;
        this.progress = progress;
    }

    NatsBinary find(Optional<Path> configured) {
        if (configured.isPresent()) {
            return configured(configured.get());
        }
        return onPath().or(() -> cache.newest(progress)).or(this::fetched).orElseThrow(() -> new ServerFailure(ways()));
    }

    private static NatsBinary configured(Path path) {
        NatsVersion version = NatsVersion.of(path)
                .orElseThrow(() -> new ServerFailure("The configured nats-server " + path + " (" + NatsBinary.VARIABLE
                        + ") cannot be run or is no nats-server."));
        if (!version.isEnough()) {
            throw new ServerFailure("The configured nats-server " + path + " (" + NatsBinary.VARIABLE + ") is "
                    + version + "; Centter needs " + NatsVersion.MINIMUM + " or newer.");
        }
        return new NatsBinary(path, version, NatsBinary.Source.CONFIGURED);
    }

    private Optional<NatsBinary> onPath() {
        String name = Host.isWindows() ? "nats-server.exe" : "nats-server";
        return directories.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .flatMap(path -> accepted(path).stream())
                .findFirst();
    }

    private Optional<NatsBinary> accepted(Path path) {
        Optional<NatsVersion> version = NatsVersion.of(path);
        if (version.isEmpty()) {
            progress.accept("passing over " + path + ": it cannot be run or is no nats-server");
            return Optional.empty();
        }
        if (!version.get().isEnough()) {
            progress.accept("passing over " + path + ": it is " + version.get() + ", needed is " + NatsVersion.MINIMUM
                    + " or newer");
            return Optional.empty();
        }
        return version.map(enough -> new NatsBinary(path, enough, NatsBinary.Source.PATH));
    }

    private Optional<NatsBinary> fetched() {
        Optional<Apt> machine = apt.get();
        if (machine.isEmpty()) {
            return Optional.empty();
        }
        LocalFiles.ownDirectory(cache.root());
        try {
            Path folder = Files.createTempDirectory(cache.root(), ".apt.");
            try {
                Optional<NatsPackage> fetched = machine.get().fetch(folder);
                return fetched.isEmpty() ? Optional.empty() : stored(fetched.get());
            } finally {
                LocalFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            progress.accept("fetching nats-server failed: " + e);
            return Optional.empty();
        }
    }

    private Optional<NatsBinary> stored(NatsPackage fetched) throws IOException {
        Optional<NatsVersion> version = fetched.version();
        if (version.isEmpty() || !version.get().isEnough()) {
            progress.accept(
                    "apt has nats-server " + version.map(NatsVersion::toString).orElse("of an unknown version")
                            + ", needed is " + NatsVersion.MINIMUM + " or newer");
            return Optional.empty();
        }
        if (!fetched.isKnown()) {
            progress.accept("nats-server " + version.get()
                    + " is newer than the packages Centter knows; trusting apt's signature check");
        }
        NatsBinary stored = cache.store(fetched, version.get());
        if (NatsVersion.of(stored.path()).isEmpty()) {
            progress.accept("the fetched nats-server " + version.get() + " does not run on this system");
            return Optional.empty();
        }
        progress.accept("nats-server " + version.get() + " is in " + stored.path());
        return Optional.of(stored);
    }

    private static String ways() {
        return """
                No nats-server %s or newer was found. Any of these gives one:
                  macOS     brew install nats-server
                  Windows   scoop install nats-server
                  Debian    apt install nats-server   (Debian 13 or newer)
                  any       unpack a release archive of nats-server and put it on the PATH,
                            or name the program in %s=/path/to/nats-server""".formatted(NatsVersion.MINIMUM, NatsBinary.VARIABLE);
    }
}
