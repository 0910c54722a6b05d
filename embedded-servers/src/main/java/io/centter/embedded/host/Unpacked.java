package io.centter.embedded.host;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A directory that is made once, in full or not at all, however many processes want it at the same time.
public final class Unpacked {
    private Unpacked() {}

    /// Fills an empty directory.
    @FunctionalInterface
    public interface Filling {
        void into(Path directory) throws IOException;
    }

    /// Fills a temporary sibling and moves it to `directory`; when another process was faster, its result stays and
    /// ours is dropped.
    public static void make(Path directory, Filling filling) throws IOException {
        Path parent = LocalFiles.ownDirectory(LocalFiles.parent(directory));
        Path fresh = Files.createTempDirectory(parent, "." + directory.getFileName() + ".");
        try {
            filling.into(fresh);
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        } finally {
            LocalFiles.deleteTree(fresh);
        }
    }

    /// Takes a damaged directory out of the way.
    public static void discard(Path directory) throws IOException {
        if (Files.exists(directory)) {
            Path away = Files.createTempDirectory(LocalFiles.parent(directory), ".discarded.");
            Files.move(directory, away.resolve("content"), StandardCopyOption.ATOMIC_MOVE);
            LocalFiles.deleteTree(away);
        }
    }
}
