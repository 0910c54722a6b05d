package io.centter.embedded.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Files and directories that only their owner may read, where the system knows such a thing.
public final class LocalFiles {
    private LocalFiles() {}

    /// Makes the directory (0700) and its parents; an existing one is left as it is.
    ///
    /// @return its real path, the same for every way that leads there
    public static Path ownDirectory(Path directory) {
        try {
            return Files.createDirectories(directory, permissions(directory, "rwx------"))
                    .toRealPath();
        } catch (IOException e) {
            throw new ServerFailure("Cannot create the directory " + directory + ": " + e, e);
        }
    }

    /// Writes the text to a new 0600 file and moves it into place, so that nobody ever reads half of it.
    public static void writeSecret(Path file, String text) {
        Path directory = parent(file);
        try {
            Path fresh =
                    Files.createTempFile(directory, file.getFileName() + ".", ".new", permissions(file, "rw-------"));
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ServerFailure("Cannot write " + file + ": " + e, e);
        }
    }

    public static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("not a file in a directory: " + file);
        }
        return parent;
    }

    public static void deleteTree(Path root) {
        try {
            Files.walkFileTree(root, new Deletion());
        } catch (NoSuchFileException alreadyGone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }

    private static FileAttribute<?>[] permissions(Path near, String mode) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
