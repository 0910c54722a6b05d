package io.centter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.sdk.rest.CentterApi;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Minutes long, so a proof: the demo from nothing, again, broken, stopped and killed.
@Tag("proof")
final class DemoTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void fromNothingToALiveMeshAndAgainAndNothingIsLeft() throws Exception {
        List<ProcessHandle> family;
        try (RunningDemo demo = RunningDemo.start(folder);
                CentterApi api = demo.signedIn()) {
            System.out.println("first start: " + demo.untilReady());
            assertThat(demo.info().properties())
                    .extracting(Map.Entry::getKey)
                    .contains("http", "nats", "websocket", "user", "password", "network_id", "pid");
            assertThat(demo.output()).contains("shown this once", "Ctrl-C stops everything");
            assertThat(demo.online(api)).isGreaterThanOrEqualTo(10);
            family = demo.family();
            demo.interrupt();
            RunningDemo.awaitGone(family);
        }
        Path screenshot = folder.resolve("console.png");
        try (RunningDemo again = RunningDemo.start(folder, "--screenshot", screenshot.toString())) {
            System.out.println("second start with a screenshot: " + again.untilReady());
            assertThat(again.output()).doesNotContain("shown this once");
            assertThat(Files.size(screenshot)).isGreaterThan(10_000);
            family = again.family();
            again.kill();
            RunningDemo.awaitGone(family);
        }
    }

    @Test
    void takenPortsAreSteppedOver() throws Exception {
        try (ServerSocket _ = taken(8080);
                ServerSocket _ = taken(4222);
                RunningDemo demo = RunningDemo.start(folder, "--agents", "3")) {
            assertThat(demo.http().getPort()).isNotEqualTo(8080);
            assertThat(demo.info().path("nats").asText()).doesNotEndWith(":4222");
            assertThat(demo.output()).contains(demo.http().toString());
        }
    }

    @Test
    void eachPartKilledComesBackWithEveryAgent() throws Exception {
        Map<String, Duration> back = new TreeMap<>();
        try (RunningDemo demo = RunningDemo.start(folder);
                CentterApi api = demo.signedIn()) {
            int agents = api.allAgents(demo.network()).size();
            for (String victim : List.of("nats-server", "postgres", "control.Main serve ", "cli.Main fleet")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> demo.online(api) >= 10);
                ProcessHandle process = demo.named(victim);
                long began = System.nanoTime();
                assertThat(process.destroyForcibly()).isTrue();
                await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
                // A fleet may be back before its agents are missed; that another process does the work is the sign.
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> demo.find(victim)
                                .filter(other -> other.pid() != process.pid())
                                .isPresent());
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> demo.online(api) >= 10
                                && api.natsHealth().status().equals("connected"));
                back.put(victim, Duration.ofNanos(System.nanoTime() - began));
                assertThat(api.allAgents(demo.network())).hasSize(agents);
            }
        }
        System.out.println("right again after kill -9: " + back);
    }

    private static ServerSocket taken(int port) throws Exception {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (java.net.BindException _) {
            return new ServerSocket(0);
        }
    }
}
