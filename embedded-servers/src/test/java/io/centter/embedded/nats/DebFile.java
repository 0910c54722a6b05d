package io.centter.embedded.nats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/// A Debian package with one executable in it.
final class DebFile {
    private DebFile() {}

    static void write(Path file, String entry, String script) throws IOException {
        try (var deb = new ArArchiveOutputStream(Files.newOutputStream(file))) {
            put(deb, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            put(deb, "data.tar.xz", data(entry, script.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void put(ArArchiveOutputStream deb, String name, byte[] content) throws IOException {
        deb.putArchiveEntry(new ArArchiveEntry(name, content.length));
        deb.write(content);
        deb.closeArchiveEntry();
    }

    private static byte[] data(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
            var entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            entry.setMode(0b111_101_101);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
