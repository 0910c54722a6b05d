package io.centter.embedded.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A short program that was run to its end.
///
/// @param status its exit status
/// @param output what it wrote, both streams together
public record ProgramRun(int status, String output) {
    public boolean succeeded() {
        return status == 0;
    }

    /// Runs the program and waits; one that takes too long is killed and is a failure, as is one that cannot be run.
    public static ProgramRun of(Duration limit, List<String> command) {
        return of(limit, Path.of("").toAbsolutePath(), Map.of(), command);
    }

    public static ProgramRun of(Duration limit, Path directory, Map<String, String> environment, List<String> command) {
        try {
            // Output goes to a file: a grandchild that keeps a pipe open must not make us wait for ever.
            Path output = Files.createTempFile("centter-run", ".out");
            try {
                var builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                return await(builder.start(), limit, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new ProgramRun(-1, String.valueOf(e.getMessage()));
        }
    }

    private static ProgramRun await(Process process, Duration limit, Path output) throws IOException {
        try {
            process.getOutputStream().close();
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new ProgramRun(process.exitValue(), text(output));
            }
            return new ProgramRun(-1, text(output) + "(stopped: it took longer than " + limit.toSeconds() + " s)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProgramRun(-1, "(interrupted)");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }
}
