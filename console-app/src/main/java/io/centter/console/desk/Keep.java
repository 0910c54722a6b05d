package io.centter.console.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that a person keeps.
final class Keep {
    private static final String OWNER_ONLY = "rw-------";

    private Keep() {}

    static void text(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /// Nobody but its owner may read it, from the first byte on.
    static void secret(Path file, String text) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        } else if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString());
        }
        text(file, text);
    }
}
