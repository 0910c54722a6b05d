package io.centter.embedded.nats;

import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.ServerFailure;
import io.centter.embedded.host.TarXz;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;

/// A Debian package of nats-server that apt has fetched: what it is, and the one file we want of it.
final class NatsPackage {
    private static final List<String> PLACES = List.of("./usr/sbin/nats-server", "./usr/bin/nats-server");

    /// Packages we have looked at, by `version_architecture`. Another file under the same name is never used.
    private static final Map<String, String> KNOWN = Map.of(
            "2.15.1-1_amd64", "31ef4ceaa84e8248d449e508472e3770c17c3695cb5cb0ee96e03912724ea884",
            "2.15.1-1_arm64", "68923b614b6b5594bbd63ffdce7258c2155ec448fb4cb7efd099bf9273eca128",
            "2.10.27-1+b2_amd64", "6d913ac987b78734c08537c2adeb1526cf735f216173a9170d94b185fcfe6f8a",
            "2.10.27-1+b2_arm64", "0c9a617510b28c1b4fb4a38aabea6ab8cd7f026247f2abdff8b955b2278ce049");

    private final Path file;
    private final String identity;

    NatsPackage(Path file) {
        this.file = file;
        this.identity = String.valueOf(file.getFileName()).replaceAll("^nats-server_|\\.deb$", "");
    }

    Optional<NatsVersion> version() {
        return NatsVersion.in(identity);
    }

    /// Whether it is one of the packages that were looked at; a newer one rests on apt's own signature check alone.
    ///
    /// @throws ServerFailure when it has the name of a known package and another content
    boolean isKnown() throws IOException {
        String expected = KNOWN.get(identity);
        if (expected == null) {
            return false;
        }
        String actual = sha256(file);
        if (!actual.equals(expected)) {
            throw new ServerFailure("The package nats-server " + identity + " has the checksum " + actual + " and not "
                    + expected + " as expected; it is not used.");
        }
        return true;
    }

    void unpackServer(Path target) throws IOException {
        try (var packed = new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (ArArchiveEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                if (entry.getName().equals("data.tar.xz")) {
                    TarXz.unpack(packed, target, PLACES::contains);
                }
            }
        }
        for (String place : PLACES) {
            Path binary = target.resolve(place);
            if (Files.isRegularFile(binary)) {
                Files.move(binary, target.resolve("nats-server"));
                LocalFiles.deleteTree(target.resolve("usr"));
                return;
            }
        }
        throw new IOException("there is no nats-server in " + file.getFileName());
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
