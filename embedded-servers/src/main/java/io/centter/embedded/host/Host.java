package io.centter.embedded.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The machine we run on: its system, its processor, its programs.
public final class Host {
    private static final String OS = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    private Host() {}

    public static boolean isWindows() {
        return OS.startsWith("windows");
    }

    public static boolean isMac() {
        return OS.startsWith("mac");
    }

    public static boolean isLinux() {
        return OS.startsWith("linux");
    }

    /// `amd64` or `arm64`, as Debian spells them; any other processor keeps Java's word for it.
    public static String architecture() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> arch;
        };
    }

    /// The directories in which programs are looked for: `PATH`, then those of the administrator, which a user's `PATH`
    /// often lacks.
    public static List<Path> programDirectories() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(
                        Stream.of(path.split(File.pathSeparator)).filter(entry -> !entry.isBlank()),
                        isWindows()
                                ? Stream.empty()
                                : Stream.of("/usr/sbin", "/usr/local/sbin", "/sbin", "/opt/homebrew/bin"))
                .distinct()
                .flatMap(entry -> path(entry).stream())
                .toList();
    }

    /// Nothing for an entry that is no path at all: a shell passes over such ones too.
    private static Optional<Path> path(String entry) {
        try {
            return Optional.of(Path.of(entry.replace("\"", "")));
        } catch (InvalidPathException nonsense) {
            return Optional.empty();
        }
    }

    public static Optional<Path> program(String name) {
        String file = isWindows() ? name + ".exe" : name;
        return programDirectories().stream()
                .map(directory -> directory.resolve(file))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
