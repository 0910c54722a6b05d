package io.centter.embedded.postgres;

import io.centter.embedded.host.CacheDirectory;
import io.centter.embedded.host.Host;
import io.centter.embedded.host.ServerFailure;
import io.centter.embedded.host.TarXz;
import io.centter.embedded.host.Unpacked;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/// The programs of PostgreSQL, unpacked once per user from the archive on the class path.
record PostgresBinaries(Path root) {
    Path program(String name) {
        return root.resolve("bin").resolve(Host.isWindows() ? name + ".exe" : name);
    }

    /// In the cache of this user, or where the user the server runs as can reach them.
    static PostgresBinaries unpackFor(Unprivileged user) {
        if (user.binaries().isEmpty()) {
            return unpackTo(CacheDirectory.ofUser().resolve("postgres"));
        }
        Path shared = user.binaries().get();
        PostgresBinaries binaries = unpackTo(shared);
        try {
            for (Path opened : List.of(shared, binaries.root())) {
                Files.setPosixFilePermissions(opened, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new ServerFailure("Cannot open " + shared + " for the user that runs PostgreSQL: " + e, e);
        }
        return binaries;
    }

    static PostgresBinaries unpackTo(Path cache) {
        String archive = "/postgres-" + system() + ".txz";
        URL resource = PostgresBinaries.class.getResource(archive);
        if (resource == null) {
            throw new ServerFailure(
                    "There are no PostgreSQL binaries for this system on the class path (" + archive
                            + "). Build with the Maven profile of this system, or use a PostgreSQL of your own (CENTTER_DB_URL).");
        }
        try {
            var binaries = new PostgresBinaries(cache.resolve(system() + "-" + contentId(resource)));
            if (!binaries.isComplete()) {
                Unpacked.discard(binaries.root());
                try (InputStream in = resource.openStream()) {
                    Unpacked.make(binaries.root(), directory -> TarXz.unpack(in, directory, entry -> true));
                }
            }
            return binaries;
        } catch (IOException e) {
            throw new ServerFailure("Cannot unpack PostgreSQL into " + cache + ": " + e, e);
        }
    }

    private boolean isComplete() {
        return Stream.of("initdb", "postgres").map(this::program).allMatch(Files::isExecutable)
                && Files.isDirectory(root.resolve("share"))
                && Files.isDirectory(root.resolve("lib"));
    }

    /// The archive's checksum from the jar's directory, so that a new version of the dependency gets a new place,
    /// without reading 15 MB.
    private static String contentId(URL resource) throws IOException {
        var connection = resource.openConnection();
        if (connection instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (var file = jar.getJarFile()) {
                return HexFormat.of()
                        .toHexDigits((int) file.getJarEntry(jar.getEntryName()).getCrc());
            }
        }
        try (var in = new CheckedInputStream(resource.openStream(), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().toHexDigits((int) in.getChecksum().getValue());
        }
    }

    /// System and processor as the archives' names spell them.
    private static String system() {
        String processor = switch (Host.architecture()) {
            case "amd64" -> "x86_64";
            case "arm64" -> "arm_64";
            default -> Host.architecture();
        };
        if (Host.isWindows()) {
            return "windows-" + processor;
        }
        if (Host.isMac()) {
            return "darwin-" + processor;
        }
        return "linux-" + processor + (usesMusl() ? "-alpine_linux" : "");
    }

    private static boolean usesMusl() {
        return Files.exists(Path.of("/etc/alpine-release"));
    }
}
