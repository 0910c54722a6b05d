package io.centter.embedded.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The right to use a data directory, held by one process at a time and given back by the system when that process
/// dies.
public final class DirectoryLock implements AutoCloseable {
    /// Closing any channel on a file drops all POSIX locks this process has on it, so a second attempt here must not
    /// even open it.
    private static final Set<Path> HELD = new HashSet<>();

    private final Path directory;
    private final FileChannel channel;
    private boolean closed;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /// Takes the lock or says who has it; never waits.
    ///
    /// @param what whose directory it is, for the message: "The PostgreSQL data directory"
    public static DirectoryLock take(Path directory, String what) {
        synchronized (HELD) {
            try {
                Path real = directory.toRealPath();
                if (HELD.contains(real)) {
                    throw new ServerFailure(what + " " + directory + " is already open in this process ("
                            + ProcessHandle.current().pid() + ").");
                }
                var lock = new DirectoryLock(real, open(real));
                lock.claim(what);
                HELD.add(real);
                return lock;
            } catch (IOException e) {
                throw new ServerFailure("Cannot lock " + directory + ": " + e, e);
            }
        }
    }

    /// The process that holds the lock, or held it last.
    public static Optional<Long> owner(Path directory) {
        try {
            return Optional.of(
                    Long.valueOf(Files.readString(ownerFile(directory)).strip()));
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            if (closed) {
                return;
            }
            closed = true;
            HELD.remove(directory);
            try {
                Files.deleteIfExists(ownerFile(directory));
                channel.close();
            } catch (IOException e) {
                throw new ServerFailure("Cannot give back the lock of " + directory + ": " + e, e);
            }
        }
    }

    private void claim(String what) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            String holder = owner(directory).map(pid -> "process " + pid).orElse("another process");
            throw new ServerFailure(what + " " + directory + " is in use by " + holder
                    + ". Stop that process first, or choose another data directory.");
        }
        Files.writeString(
                ownerFile(directory), Long.toString(ProcessHandle.current().pid()));
    }

    private static FileChannel open(Path directory) throws IOException {
        return FileChannel.open(
                directory.resolve("centter.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static Path ownerFile(Path directory) {
        return directory.resolve("centter.owner");
    }
}
