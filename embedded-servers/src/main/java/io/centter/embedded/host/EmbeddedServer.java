package io.centter.embedded.host;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// A server that runs as our child. The object outlives the process: [#restart] starts a new one on the same data and
/// ports.
public interface EmbeddedServer extends AutoCloseable {
    /// What it is called in log lines and messages.
    String name();

    /// The process that serves now, or served last.
    long pid();

    /// Whether the process runs at this moment.
    boolean isAlive();

    /// Whether it was closed on purpose; a closed server is not restarted.
    boolean isClosed();

    /// Completes with the exit status when the present process ends, for whatever reason.
    CompletableFuture<Integer> exited();

    /// Starts the server again after its process has ended; returns when it is ready.
    ///
    /// @throws ServerFailure when it does not become ready
    void restart();

    /// Ends the process as a crash would (SIGKILL), for tests of recovery.
    void killForcibly();

    /// Where its output goes, appended over all starts.
    Path logFile();

    /// Stops it in order. Twice is harmless.
    @Override
    void close();
}
