package io.centter.embedded.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The per-user cache of unpacked binaries: `${XDG_CACHE_HOME:-~/.cache}/centter`, on Windows under `%LOCALAPPDATA%`.
///
/// Everything in it can be deleted at any time while nothing runs; it is made again.
public final class CacheDirectory {
    private CacheDirectory() {}

    /// The first place that can be written; a user without a home gets one under the temporary directory.
    public static Path ofUser() {
        Path home = Path.of(System.getProperty("user.home", "."));
        Path fallback = Path.of(
                System.getProperty("java.io.tmpdir", "/tmp"), "centter-cache-" + System.getProperty("user.name"));
        return Stream.of(
                        variable("XDG_CACHE_HOME").map(root -> root.resolve("centter")),
                        Host.isWindows()
                                ? variable("LOCALAPPDATA").map(root -> root.resolve("centter/cache"))
                                : Optional.<Path>empty(),
                        Optional.of(home.resolve(".cache/centter")),
                        Optional.of(fallback))
                .flatMap(Optional::stream)
                .filter(CacheDirectory::isUsable)
                .findFirst()
                .orElseThrow(() -> new ServerFailure("No directory for unpacked binaries can be written, neither under "
                        + home + " nor " + fallback + ". Set XDG_CACHE_HOME to one that can."));
    }

    private static Optional<Path> variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /// Writable, and ours: in a shared temporary directory somebody else may have made it first, with their binaries in
    /// it.
    private static boolean isUsable(Path directory) {
        try {
            LocalFiles.ownDirectory(directory);
            Path probe = Files.createTempFile(directory, "probe", "");
            boolean ours = Files.getOwner(probe).equals(Files.getOwner(directory));
            Files.delete(probe);
            return ours;
        } catch (IOException | ServerFailure e) {
            return false;
        }
    }
}
