package io.centter.console.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A program of the system that is asked by its standard input.
final class Tool {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What it said.
    record Answer(int status, String output, String error) {
        boolean isGood() {
            return status == 0;
        }

        IOException refused(String program) {
            return new IOException(
                    program + " ended with status " + status + (error.isBlank() ? "" : ": ") + error.strip());
        }
    }

    private Tool() {}

    static Answer run(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command).start();
        CompletableFuture<String> output = read(process.inputReader(StandardCharsets.UTF_8)::readAllAsString);
        CompletableFuture<String> error = read(process.errorReader(StandardCharsets.UTF_8)::readAllAsString);
        try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write(input);
        } catch (IOException e) {
            // It ended before it had read everything; its status says why.
            error = error.thenApply(said -> said.isBlank() ? String.valueOf(e.getMessage()) : said);
        }
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " did not answer within " + PATIENCE.toSeconds() + " s.");
            }
            return new Answer(process.exitValue(), output.join(), error.join());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + command.getFirst() + " was asked.", e);
        } catch (CompletionException e) {
            throw new IOException(command.getFirst() + " could not be read.", e);
        }
    }

    private interface Source {
        String read() throws IOException;
    }

    private static CompletableFuture<String> read(Source source) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                text.complete(source.read());
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }
}
