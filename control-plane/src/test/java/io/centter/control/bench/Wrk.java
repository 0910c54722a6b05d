package io.centter.control.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Load by `wrk`, a program of Debian: one thread, a fixed number of connections, each waiting for its answer.
public final class Wrk {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern SLOWEST = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern COUNT = Pattern.compile("(\\d+) requests in");

    private final int connections;

    public Wrk(int connections) {
        this.connections = connections;
    }

    /// One round.
    ///
    /// @param script Lua that makes the requests; null for plain GETs
    public Measured load(ServerProcess server, String path, @Nullable Path script, Duration duration) {
        List<String> command = new ArrayList<>(List.of(
                "wrk", "-t1", "-c" + connections, "-d" + duration.toSeconds() + "s", "--latency", "--timeout", "10s"));
        if (script != null) {
            command.addAll(List.of("-s", script.toString()));
        }
        command.add("http://127.0.0.1:" + server.port() + path);
        double before = server.cpuSeconds();
        String said = run(command);
        double cpu = server.cpuSeconds() - before;
        Matcher bad = BAD.matcher(said);
        return new Measured(
                Double.parseDouble(first(RATE, said).group(1)),
                Double.parseDouble(first(COUNT, said).group(1)) / cpu,
                millis(first(SLOWEST, said)),
                bad.find() ? Long.parseLong(bad.group(1)) : 0);
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("wrk is needed: apt-get install wrk", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Matcher first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk said:\n" + text);
        }
        return matcher;
    }

    private static double millis(Matcher time) {
        double value = Double.parseDouble(time.group(1));
        return switch (time.group(2)) {
            case "us" -> value / 1000;
            case "ms" -> value;
            default -> value * 1000;
        };
    }
}
