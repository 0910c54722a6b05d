package io.centter.control.planes;

import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.Main;
import io.centter.control.bench.Resident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A control plane as a process of its own, which can be killed, stopped, or put elsewhere.
final class PlaneProcess implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(2);

    private final URI url;
    private final ProcessBuilder command;
    private Process running;

    /// Started; returns when it answers.
    ///
    /// @param prefix words before the command, such as what runs it in another network namespace
    PlaneProcess(List<String> prefix, Map<String, String> settings, URI url, Path log) {
        this.url = url;
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve"));
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(Map.of(
                "http.port", String.valueOf(url.getPort()),
                "admin.port", "0",
                "http.open_registration", "true",
                "session.bcrypt_cost", "4"));
        command = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        all.forEach((key, value) -> command.environment()
                .put("CENTTER_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        running = launch();
    }

    /// Somebody who is nobody to it.
    Api api() {
        return new Api(url, Map.of());
    }

    void kill() {
        try {
            running.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Another process with the same settings.
    ///
    /// @return when it answered, by [System#nanoTime]
    long startAgain() {
        running = launch();
        return System.nanoTime();
    }

    /// Sends the process a signal, such as `STOP`.
    void signal(String name) {
        Namespace.run("kill", "-" + name, String.valueOf(running.pid()));
    }

    long residentMegabytes() {
        return Resident.megabytes(running.pid());
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() {
        try {
            Process started = command.start();
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> api().get("//health/live").status() == 200);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
