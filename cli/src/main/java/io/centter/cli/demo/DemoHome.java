package io.centter.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// The folder of the demo, held by one demo at a time.
record DemoHome(Path directory, FileChannel lockFile) implements AutoCloseable {
    private static final String LOCK = "demo.lock";

    /// Where a demo is that names no folder; one with a cluster has its own, since it keeps messages elsewhere.
    static Path standard(Map<String, String> environment, boolean cluster) {
        String base = environment.get("XDG_DATA_HOME");
        Path share = base == null || base.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(base);
        return share.resolve("centter").resolve(cluster ? "demo-cluster" : "demo");
    }

    static DemoHome open(Path directory, boolean fresh) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new DemoFailed("Another demo uses " + directory
                        + ". Stop it first, or give this one a folder of its own with --data DIR.");
            }
            if (fresh) {
                empty(directory);
            }
            return new DemoHome(directory, channel);
        } catch (IOException e) {
            throw new DemoFailed(
                    "Cannot use " + directory + ": " + e.getMessage() + ". Give another with --data DIR.", e);
        }
    }

    Path logs() {
        return directory.resolve("logs");
    }

    Path servers() {
        return directory.resolve("servers");
    }

    Path fleet() {
        return directory.resolve("fleet");
    }

    private static void empty(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory) && !path.endsWith(LOCK)) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
