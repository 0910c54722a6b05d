package io.centter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.checks.Home;
import io.centter.model.api.Login;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.ApiFailure;
import io.centter.sdk.rest.CentterApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A `./centter demo --headless` in a folder of its own, with every process it started.
final class RunningDemo implements AutoCloseable {
    private final Process process;
    private final Path output;
    private final JsonNode info;
    private final Duration untilReady;

    private RunningDemo(Process process, Path output, JsonNode info, Duration untilReady) {
        this.process = process;
        this.output = output;
        this.info = info;
        this.untilReady = untilReady;
    }

    static RunningDemo start(Path folder, String... more) throws IOException {
        Path infoFile = folder.resolve("info.json");
        Files.deleteIfExists(infoFile);
        Path output = folder.resolve("demo.out");
        List<String> words = new ArrayList<>(List.of("./centter", "demo", "--headless", "--info", infoFile.toString()));
        words.addAll(List.of("--data", folder.resolve("data").toString()));
        words.addAll(List.of(more));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .directory(Home.PATH.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .failFast("the demo ended: see " + output, () -> !process.isAlive())
                .until(() -> Files.exists(infoFile));
        Duration untilReady = Duration.ofNanos(System.nanoTime() - began);
        return new RunningDemo(process, output, Wire.tolerant().readTree(infoFile.toFile()), untilReady);
    }

    JsonNode info() {
        return info;
    }

    Duration untilReady() {
        return untilReady;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    URI http() {
        return URI.create(info.path("http").asText());
    }

    NetworkId network() {
        return NetworkId.parse(info.path("network_id").asText());
    }

    CentterApi signedIn() {
        CentterApi nobody = CentterApi.at(http());
        return nobody.signedIn(nobody.login(new Login(
                        info.path("user").asText(), info.path("password").asText()))
                .token());
    }

    long online(CentterApi api) {
        try {
            Stream<AgentPresence> agents = api.presence(network()).agents().stream();
            return agents.filter(agent -> agent.presence() == Presence.ONLINE).count();
        } catch (ApiFailure _) {
            return -1;
        }
    }

    /// Every process of this demo: its JVMs, and their PostgreSQL and nats-server.
    List<ProcessHandle> family() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        return family;
    }

    /// The child of the demo whose command line has this word.
    Optional<ProcessHandle> find(String word) {
        return process.descendants()
                .filter(handle -> commandLine(handle).contains(word))
                .findFirst();
    }

    ProcessHandle named(String word) {
        return find(word).orElseThrow(() -> new AssertionError("no process with " + word));
    }

    /// On Linux the arguments of other processes are in `/proc`; the JDK may hold them back.
    static String commandLine(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException _) {
            return handle.info().commandLine().orElse("");
        }
    }

    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    void kill() {
        process.destroyForcibly();
    }

    static void awaitGone(List<ProcessHandle> family) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                family.stream().filter(ProcessHandle::isAlive).map(RunningDemo::commandLine))
                        .isEmpty());
    }

    @Override
    public void close() {
        List<ProcessHandle> family = family();
        process.destroy();
        try {
            awaitGone(family);
        } finally {
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
