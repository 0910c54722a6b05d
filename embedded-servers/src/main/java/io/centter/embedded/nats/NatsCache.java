package io.centter.embedded.nats;

import io.centter.embedded.host.Host;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.ServerFailure;
import io.centter.embedded.host.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The binaries fetched before: `<version>-<architecture>/nats-server`, each with its checksum beside it.
final class NatsCache {
    private static final String BINARY = "nats-server";
    private static final String CHECKSUM = "nats-server.sha256";

    private final Path root;

    NatsCache(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /// The newest one that is still what was unpacked; a damaged one is removed and said.
    Optional<NatsBinary> newest(Consumer<String> progress) {
        List<Path> places;
        try (Stream<Path> entries = Files.list(root)) {
            places = entries.filter(path -> path.getFileName().toString().matches("\\d.*-" + Host.architecture()))
                    .sorted(Comparator.comparing(NatsCache::version).reversed())
                    .toList();
        } catch (NoSuchFileException empty) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ServerFailure("Cannot read the cache " + root + ": " + e, e);
        }
        return places.stream()
                .filter(place -> version(place).isEnough())
                .filter(place -> isIntact(place, progress))
                .map(place -> new NatsBinary(place.resolve(BINARY), version(place), NatsBinary.Source.CACHE))
                .findFirst();
    }

    NatsBinary store(NatsPackage fetched, NatsVersion version) throws IOException {
        Path place = root.resolve(version + "-" + Host.architecture());
        Unpacked.make(place, directory -> {
            fetched.unpackServer(directory);
            LocalFiles.writeSecret(directory.resolve(CHECKSUM), NatsPackage.sha256(directory.resolve(BINARY)) + "\n");
        });
        return new NatsBinary(place.resolve(BINARY), version, NatsBinary.Source.APT);
    }

    private static NatsVersion version(Path place) {
        return NatsVersion.in(place.getFileName().toString()).orElse(new NatsVersion(0, 0, 0));
    }

    private static boolean isIntact(Path place, Consumer<String> progress) {
        try {
            String expected = Files.readString(place.resolve(CHECKSUM)).strip();
            if (Files.isExecutable(place.resolve(BINARY))
                    && NatsPackage.sha256(place.resolve(BINARY)).equals(expected)) {
                return true;
            }
        } catch (IOException unreadable) {
            progress.accept("cannot read " + place + ": " + unreadable.getMessage());
        }
        progress.accept("the cached nats-server in " + place + " is damaged, removing it");
        try {
            Unpacked.discard(place);
        } catch (IOException e) {
            progress.accept("cannot remove " + place + ": " + e.getMessage());
        }
        return false;
    }
}
