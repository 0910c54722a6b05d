package io.centter.embedded.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of a server program, from its start to its exit. It ends with us, whichever way we end.
public final class ChildProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final long LOG_KEPT = 16L << 20;
    private static final int TAIL_BYTES = 8 << 10;
    private static final int TAIL_LINES = 15;

    private final ChildCommand command;
    private final Process process;
    private final long logStart;
    private final CompletableFuture<Integer> exited;

    private ChildProcess(ChildCommand command, Process process, long logStart) {
        this.command = command;
        this.process = process;
        this.logStart = logStart;
        this.exited = process.onExit().thenApply(ended -> {
            forget(ended);
            return ended.exitValue();
        });
    }

    /// Starts the program; it may fail at once, which [#isAlive] and [#tail] tell.
    public static ChildProcess start(ChildCommand command) {
        try {
            rotate(command.logFile());
            long logStart = Files.exists(command.logFile()) ? Files.size(command.logFile()) : 0;
            var line = new ArrayList<>(DeathGuard.ownSession());
            line.addAll(command.command());
            var builder = new ProcessBuilder(line)
                    .directory(command.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(command.logFile().toFile()));
            // A PGDATA or PGPORT of the user's shell is meant for another server.
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            Process process = builder.start();
            if (!Host.isWindows()) {
                DeathGuard.instance().watch(process.pid(), command.stop());
            }
            process.getOutputStream().close();
            return new ChildProcess(command, process, logStart);
        } catch (IOException e) {
            throw new ServerFailure(
                    "Cannot run " + command.name() + " (" + command.command().getFirst() + "): " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<Integer> exited() {
        return exited.copy();
    }

    /// Tells it to stop, waits, and kills it when it has not stopped in time.
    public void stop(Duration patience) {
        if (!process.isAlive()) {
            return;
        }
        if (Host.isWindows()) {
            process.destroy();
        } else {
            DeathGuard.instance().signal(process.pid(), command.stop());
        }
        if (!waitFor(patience)) {
            LOG.warn("Did not stop in time, killing it. server={} pid={} waited={}", command.name(), pid(), patience);
            killForcibly();
        }
    }

    /// Ends it as a crash would and waits until it is gone.
    public void killForcibly() {
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(10));
    }

    /// The last lines of what this run has written, indented for a message.
    public String tail() {
        try (var file = new RandomAccessFile(command.logFile().toFile(), "r")) {
            long from = Math.max(logStart, file.length() - TAIL_BYTES);
            file.seek(from);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return last.isEmpty() ? "  (it wrote nothing)" : "  " + String.join(System.lineSeparator() + "  ", last);
        } catch (IOException e) {
            return "  (" + command.logFile() + " cannot be read: " + e.getMessage() + ")";
        }
    }

    private static void forget(Process ended) {
        if (!Host.isWindows()) {
            DeathGuard.instance().forget(ended.pid());
        }
    }

    private boolean waitFor(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void rotate(Path logFile) throws IOException {
        if (Files.exists(logFile) && Files.size(logFile) > LOG_KEPT) {
            Files.move(
                    logFile, logFile.resolveSibling(logFile.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
