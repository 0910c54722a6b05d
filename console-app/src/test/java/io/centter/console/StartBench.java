package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.role.Role;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.rest.CentterApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a person waits: from the start of the process, by the flags that `./centter console` starts it with, to the
/// first window and to the first live rows of a network at a real control plane. Each round is a process of its own.
@Tag("bench")
class StartBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
    private static final int AGENTS = 12;

    @TempDir
    static Path directory;

    private record Round(double windowMillis, double liveMillis, double residentMegabytes) {}

    @Test
    void windowAndLiveRowsComeSoon() throws Exception {
        try (EmbeddedPlane plane = EmbeddedPlane.start(directory.resolve("plane"))) {
            CentterApi anonymous = CentterApi.at(plane.http());
            String token = anonymous
                    .register(new Register("linda@example.com", "correct-horse-battery", "Linda"))
                    .token();
            try (CentterApi api = anonymous.signedIn(token)) {
                NetworkView network = api.createNetwork(new CreateNetwork("Acme Corp", null));
                AgentCreated last = null;
                for (int i = 0; i < AGENTS; i++) {
                    last = api.createAgent(
                            network.id(), new CreateAgent("Agent " + i, null, Role.DEVELOPER, null, null));
                }
                try (MeshAgent _ = started(plane, Objects.requireNonNull(last))) {
                    Round[] rounds = new Round[ROUNDS];
                    start(plane, token);
                    for (int i = 0; i < ROUNDS; i++) {
                        rounds[i] = start(plane, token);
                    }
                    tell(rounds);
                }
            }
        }
    }

    private static Round start(EmbeddedPlane plane, String token) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms64m",
                "-Xmx768m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-cp",
                System.getProperty("java.class.path"),
                "io.centter.console.Launcher",
                "--server",
                plane.http().toString()));
        builder.environment().put("CENTTER_TOKEN", token);
        builder.environment().put("CENTTER_LOG_LEVEL", "INFO");
        builder.environment()
                .put(
                        "XDG_CONFIG_HOME",
                        Files.createTempDirectory(directory, "home").toString());
        builder.redirectErrorStream(true);
        long began = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader()) {
            double window = 0;
            StringBuilder said = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                double now = (System.nanoTime() - began) / 1e6;
                if (line.contains("painted what=window")) {
                    window = now;
                } else if (line.contains("painted what=live")) {
                    return new Round(window, now, resident(process.pid()));
                }
            }
            throw new AssertionError("the console ended: " + said);
        } finally {
            process.destroy();
            assertThat(process.waitFor(Duration.ofSeconds(20))).isTrue();
        }
    }

    private static double resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    private static void tell(Round[] rounds) {
        System.out.printf("%n%-28s %10s %10s%n", "", "median", "best");
        tell("first window, ms", Arrays.stream(rounds).mapToDouble(Round::windowMillis));
        tell("first live rows, ms", Arrays.stream(rounds).mapToDouble(Round::liveMillis));
        tell("resident then, MB", Arrays.stream(rounds).mapToDouble(Round::residentMegabytes));
    }

    private static void tell(String what, DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        System.out.printf("%-28s %10.0f %10.0f%n", what, sorted[sorted.length / 2], sorted[0]);
    }

    private static MeshAgent started(EmbeddedPlane plane, AgentCreated made) throws InterruptedException {
        MeshAgent agent = MeshAgent.of(made.agent().id())
                .api(CentterApi.at(plane.http()).asAgent(made.agent().id(), Objects.requireNonNull(made.apiKey())))
                .build()
                .start();
        assertThat(agent.awaitConnected(Duration.ofSeconds(30))).isTrue();
        return agent;
    }
}
