package io.centter.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One part of the demo as a child process, started again when it dies. It holds the child's standard input open: when
/// this process is gone, however it went, the child reads the end of it and stops.
final class Part implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Consumer<String> say;

    private @Nullable Process process;
    private boolean closed;

    Part(String name, List<String> command, Map<String, String> environment, Path log, Consumer<String> say) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.say = say;
    }

    void start() {
        launch();
        Thread.ofVirtual().name("demo-" + name).start(this::keepAlive);
    }

    /// Starts it, and lets it end when it wants to: a person may close a window.
    void startOnce() {
        launch();
    }

    /// Runs it to its end and gives its exit code; it is killed when it takes longer.
    int runOnce(Duration limit) {
        launch();
        Process run = current();
        if (run == null) {
            return -1;
        }
        try {
            if (run.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return run.exitValue();
            }
            run.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return -1;
    }

    Path log() {
        return log;
    }

    long pid() {
        Process current = current();
        return current == null ? -1 : current.pid();
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    private synchronized void launch() {
        if (closed) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the " + name, e);
        }
    }

    private void keepAlive() {
        Duration pause = Duration.ofMillis(200);
        while (true) {
            Process watched = current();
            if (watched == null) {
                return;
            }
            long started = System.nanoTime();
            try {
                int exit = watched.waitFor();
                boolean livedLong =
                        System.nanoTime() - started > Duration.ofSeconds(30).toNanos();
                pause = livedLong ? Duration.ofMillis(200) : pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                Thread.sleep(pause);
                if (isClosed()) {
                    return;
                }
                say.accept("The " + name + " ended with code " + exit + "; starting it again. Its log: " + log);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            launch();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /// From now on the child may end without being started again.
    synchronized void letGo() {
        closed = true;
    }

    /// Asks the child to stop, and makes it when it does not.
    @Override
    public void close() {
        Process last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        if (last == null) {
            return;
        }
        last.destroy();
        try {
            if (!last.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                say.accept("The " + name + " did not stop within " + PATIENCE.toSeconds() + " s and was killed.");
                last.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
