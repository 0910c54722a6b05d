package io.centter.embedded;

import io.centter.embedded.host.Orphan;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// [BothServers] in a JVM of its own.
record OtherProcess(Process jvm, ProcessHandle postgres, ProcessHandle nats) implements AutoCloseable {
    static OtherProcess start(Path directory, Path natsBinary) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), directory, natsBinary);
    }

    static OtherProcess start(List<String> prefix, String classPath, Path directory, Path natsBinary)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                BothServers.class.getName(),
                directory.toString(),
                natsBinary.toString()));
        Path errors = directory.resolve("jvm.err");
        Process jvm = new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .directory(new File("/"))
                .start();
        BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                String[] words = line.split(" ", -1);
                return new OtherProcess(jvm, handle(words[1]), handle(words[2]));
            }
        }
        throw new IOException("the process ended: " + Files.readString(errors));
    }

    /// The shell that would stop the servers when the JVM is gone.
    Optional<ProcessHandle> guard() {
        return jvm.children()
                .filter(child -> child.info().commandLine().orElse("").contains("watched="))
                .findFirst();
    }

    void kill() throws InterruptedException {
        jvm.destroyForcibly();
        jvm.waitFor(10, TimeUnit.SECONDS);
    }

    boolean bothAreGone() {
        return !Orphan.isRunning(postgres) && !Orphan.isRunning(nats);
    }

    @Override
    public void close() {
        jvm.destroyForcibly();
        postgres.destroyForcibly();
        nats.destroyForcibly();
    }

    private static ProcessHandle handle(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
