package io.centter.embedded.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes sure that no child outlives this process, even when it is killed with -9.
///
/// One small shell process a JVM waits for the end of its standard input, which the system closes when we die, and then
/// stops the
/// children it was told of. It needs no privilege and works on every Unix. Windows has no such shell: there a server
/// that outlived us is
/// found and stopped by the next start.
final class DeathGuard {
    private static final Logger LOG = LoggerFactory.getLogger(DeathGuard.class);
    private static final DeathGuard INSTANCE = new DeathGuard();

    private final Map<Long, StopSignal> watched = new LinkedHashMap<>();
    private @Nullable Process shell;
    private @Nullable Writer orders;

    private DeathGuard() {}

    static DeathGuard instance() {
        return INSTANCE;
    }

    synchronized void watch(long pid, StopSignal signal) {
        watched.put(pid, signal);
        tell("watch " + pid + " " + signal);
    }

    synchronized void forget(long pid) {
        if (watched.remove(pid) != null) {
            tell("forget " + pid);
        }
    }

    synchronized void signal(long pid, StopSignal signal) {
        tell("signal " + pid + " " + signal);
    }

    private void tell(String order) {
        try {
            write(order);
        } catch (IOException guardDied) {
            LOG.warn("The guard of the embedded servers is gone, starting another. cause={}", guardDied.toString());
            shell = null;
            try {
                write(order);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start a shell to guard the embedded servers", e);
            }
        }
    }

    private void write(String order) throws IOException {
        Process present = shell;
        Writer pipe = orders;
        if (present == null || pipe == null || !present.isAlive()) {
            present = new ProcessBuilder(command())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            pipe = present.outputWriter(StandardCharsets.US_ASCII);
            shell = present;
            orders = pipe;
            for (var entry : watched.entrySet()) {
                pipe.write("watch " + entry.getKey() + " " + entry.getValue() + "\n");
            }
        }
        pipe.write(order + "\n");
        pipe.flush();
    }

    private static List<String> command() throws IOException {
        var command = new ArrayList<>(ownSession());
        command.addAll(List.of("sh", "-c", script()));
        return command;
    }

    /// A session of its own, where the system has the program for it: then Ctrl-C in a terminal reaches us and not our
    /// children,
    /// and the order in which things stop stays ours.
    static List<String> ownSession() {
        return Host.isLinux()
                ? Host.program("setsid").map(path -> List.of(path.toString())).orElseGet(List::of)
                : List.of();
    }

    private static String script() throws IOException {
        try (InputStream in = DeathGuard.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new IOException("guard.sh is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
