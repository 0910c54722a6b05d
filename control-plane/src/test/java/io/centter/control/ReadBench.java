package io.centter.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.centter.model.wire.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Discover and presence in networks of 1,000, 10,000 and 100,000 agents, against a fixed answer of the same size by
/// the same server and against Fastify; all in one run, turn about, under `wrk` (1 thread, 32 connections). What counts
/// is requests for each second of the server's own CPU time: the machine may have other things to do.
@Tag("bench")
class ReadBench {
    private static final List<String> KINDS = List.of("discover-100", "discover-20", "presence-100");
    private static final List<String> SIZES = List.of("1000", "10000", "100000");
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 5);
    private static final double WARM = 30;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");

    private static final String LUA = """
            local requests, at = {}, 0
            init = function(args)
              for line in io.lines(args[1]) do
                requests[#requests + 1] = wrk.format("GET", line, {["X-Agent-Key"] = args[2]})
              end
            end
            request = function()
              at = at % #requests + 1
              return requests[at]
            end
            """;

    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, List<Result>> results = new LinkedHashMap<>();

    /// What the server says of itself when it serves.
    private record Told(Map<String, String> values) {
        String get(String name) {
            return Objects.requireNonNull(values.get(name), name);
        }

        long pid() {
            return Long.parseLong(get("pid"));
        }
    }

    private record Target(long pid, String base, Path paths, String key) {}

    private record Result(double rate, double perCpuSecond, double p99) {}

    @Test
    void aPageCostsTheSameInAnyNetwork(@TempDir Path directory) throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/wrk"))).isTrue();
        Path script = Files.writeString(directory.resolve("rotate.lua"), LUA);
        Process server = start(new ProcessBuilder(java()));
        Process peer = null;
        try {
            Told told = told(server.inputReader());
            declare(told, directory);
            peer = peer(told, directory);
            double warm = 0;
            while (warm < WARM) {
                double before = cpu(told.pid());
                for (Target target : targets.values()) {
                    measure(target, script, 3);
                }
                warm += cpu(told.pid()) - before;
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, Target> one : targets.entrySet()) {
                    Result result = measure(one.getValue(), script, SECONDS);
                    results.computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                            .add(result);
                    System.out.printf(
                            "reads round=%d %-22s %8.0f/s %8.0f/cpu-s p99=%.1fms%n",
                            round, one.getKey(), result.rate(), result.perCpuSecond(), result.p99());
                }
            }
            judge();
        } finally {
            server.destroy();
            if (peer != null) {
                peer.destroy();
            }
            server.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private void judge() {
        results.forEach((name, some) -> System.out.printf(
                "reads median %-22s %8.0f/s %8.0f/cpu-s p99=%.1fms%n",
                name,
                median(some.stream().map(Result::rate).toList()),
                perCpuSecond(name),
                median(some.stream().map(Result::p99).toList())));
        for (String kind : KINDS) {
            double growth = perCpuSecond(kind + "@1000") / perCpuSecond(kind + "@100000");
            System.out.printf("reads growth %s 1000->100000 %.2f%n", kind, growth);
            assertThat(growth).as(kind).isLessThanOrEqualTo(1.5);
        }
        for (String kind : KINDS) {
            for (String size : SIZES) {
                System.out.printf(
                        "reads of-fixed %s@%s %.2f%n",
                        kind, size, perCpuSecond(kind + "@" + size) / perCpuSecond("fixed-" + kind));
            }
            double ofPeer = perCpuSecond(kind + "@10000") / perCpuSecond("peer-" + kind);
            System.out.printf("reads of-peer %s@10000 %.2f%n", kind, ofPeer);
            assertThat(ofPeer).as(kind).isGreaterThanOrEqualTo(1.5);
        }
    }

    private double perCpuSecond(String name) {
        return median(Objects.requireNonNull(results.get(name), name).stream()
                .map(Result::perCpuSecond)
                .toList());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void declare(Told told, Path directory) throws IOException {
        long pid = told.pid();
        String base = "http://127.0.0.1:" + told.get("port");
        String small = told.get("key-1000");
        String network = "/api/v1/networks/" + told.get("network-1000");
        add("fixed-open", pid, base, List.of("/bench/fixed/open"), small, directory);
        for (String kind : KINDS) {
            add("fixed-" + kind, pid, base, List.of(network + "/fixed/" + kind), small, directory);
        }
        add("fixed-behind", pid, base, List.of("/bench/fixed/behind"), small, directory);
        for (String size : SIZES) {
            String path = "/api/v1/networks/" + told.get("network-" + size);
            String key = told.get("key-" + size);
            add("discover-100@" + size, pid, base, hundreds(path + "/discover"), key, directory);
            add("discover-20@" + size, pid, base, twenties(path + "/discover"), key, directory);
            add("presence-100@" + size, pid, base, pages(base, path + "/presence?limit=100", key), key, directory);
        }
    }

    /// First pages by one filter, each with a hundred agents.
    private static List<String> hundreds(String path) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            paths.add(path + "?limit=100&capability=capability-" + i);
            paths.add(path + "?limit=100&skill=skill-" + i);
        }
        for (String role : List.of("assistant", "analyst", "developer")) {
            paths.add(path + "?limit=100&role=" + role);
            paths.add(path + "?limit=100&role=" + role + "&status=online");
        }
        return paths;
    }

    /// First pages by three filters.
    private static List<String> twenties(String path) {
        return IntStream.range(0, 40)
                .boxed()
                .flatMap(i -> List.of("assistant", "analyst", "developer").stream()
                        .map(role -> path + "?limit=20&status=online&role=" + role + "&capability=capability-" + i))
                .toList();
    }

    private static List<String> pages(String base, String path, String key) {
        Api api = new Api(URI.create(base), Map.of()).with("X-Agent-Key", key);
        List<String> paths = new ArrayList<>();
        String cursor = "";
        do {
            String page =
                    path + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
            Api.Answer answer = api.get("/" + page);
            if (answer.json().path("agents").size() == 100) {
                paths.add(page);
            }
            cursor = answer.text("next_cursor");
        } while (!cursor.isEmpty() && paths.size() < 80);
        return paths;
    }

    private Process peer(Told told, Path directory) throws IOException, InterruptedException {
        Path home = Path.of("src/test/peer");
        Path made = Files.createDirectories(Path.of("target/peer"));
        for (String file : List.of("package.json", "server.js")) {
            Files.write(made.resolve(file), Files.readAllBytes(home.resolve(file)));
        }
        Process install = start(
                new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--silent").directory(made.toFile()));
        assertThat(install.waitFor()).isZero();
        ArrayNode all = all(told, "/discover");
        Path agents =
                Files.write(directory.resolve("agents.json"), Wire.strict().writeValueAsBytes(all));
        Path presence = Files.write(
                directory.resolve("presence.json"), Wire.strict().writeValueAsBytes(all(told, "/presence")));
        String key = told.get("key-10000");
        Process peer = start(new ProcessBuilder("node", "server.js", agents.toString(), presence.toString(), key)
                .directory(made.toFile()));
        String base = "http://127.0.0.1:" + peer.inputReader().readLine();
        add("peer-discover-100", peer.pid(), base, hundreds("/discover"), key, directory);
        add("peer-discover-20", peer.pid(), base, twenties("/discover"), key, directory);
        List<String> pages = new ArrayList<>(List.of("/presence?limit=100"));
        for (JsonNode agent : all) {
            if (pages.size() < 80) {
                pages.add("/presence?limit=100&cursor=" + agent.path("id").asText());
            }
        }
        add("peer-presence-100", peer.pid(), base, pages, key, directory);
        return peer;
    }

    private static ArrayNode all(Told told, String list) {
        Api api = new Api(URI.create("http://127.0.0.1:" + told.get("port")), Map.of())
                .with("X-Agent-Key", told.get("key-10000"));
        ArrayNode agents = Wire.strict().createArrayNode();
        String path = "/networks/" + told.get("network-10000") + list + "?limit=500";
        String cursor = "";
        do {
            JsonNode answer = api.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .json();
            answer.path("agents").forEach(agents::add);
            cursor = answer.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return agents;
    }

    private void add(String name, long pid, String base, List<String> paths, String key, Path directory)
            throws IOException {
        Path file = Files.write(directory.resolve(name + ".paths"), paths);
        targets.put(name, new Target(pid, base, file, key));
    }

    private static Result measure(Target target, Path script, int seconds) throws IOException {
        double before = cpu(target.pid());
        Process wrk = start(new ProcessBuilder(
                "wrk",
                "-t1",
                "-c32",
                "-d" + seconds + "s",
                "--latency",
                "-s",
                script.toString(),
                target.base(),
                "--",
                target.paths().toString(),
                target.key()));
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        double spent = cpu(target.pid()) - before;
        assertThat(said).contains("requests in").doesNotContain("Non-2xx");
        Matcher rate = RATE.matcher(said);
        Matcher p99 = P99.matcher(said);
        Matcher count = Pattern.compile("(\\d+) requests in").matcher(said);
        assertThat(rate.find() && p99.find() && count.find()).as(said).isTrue();
        double unit = switch (p99.group(2)) {
            case "us" -> 0.001;
            case "ms" -> 1;
            default -> 1000;
        };
        return new Result(
                Double.parseDouble(rate.group(1)),
                Long.parseLong(count.group(1)) / spent,
                Double.parseDouble(p99.group(1)) * unit);
    }

    /// Seconds of CPU time that a process has used.
    private static double cpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ReadServer.class.getName()));
        command.addAll(SIZES);
        return command;
    }

    private static Told told(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("serving ")) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
        Map<String, String> told = new LinkedHashMap<>();
        for (String pair : line.substring("serving ".length()).split(" ", -1)) {
            told.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return new Told(told);
    }
}
