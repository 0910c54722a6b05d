package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.config.EmbeddedConfig;
import io.centter.control.embedded.EmbeddedPlane;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long after an edit over HTTP the broker holds to it, against a whole control plane: from the answer for edits,
/// from
/// the request for a revocation.
@Tag("bench")
@SuppressWarnings("try") // Closing a connection may be interrupted, and nobody interrupts it.
class EditToBrokerBench {
    private static final int ROUNDS = Integer.getInteger("bench.edits", 100);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String NEWS = "mesh.event.newsletter.sent";

    private Api person;
    private String network;

    /// A client, and what it heard.
    private static final class Agent implements AutoCloseable {
        private final Connection connection;
        private final CountDownLatch out = new CountDownLatch(1);
        private final Queue<String> errors = new ConcurrentLinkedQueue<>();
        private volatile long outAt;

        /// @param turn of several servers, each has its turn
        Agent(JsonNode issued, int turn) throws Exception {
            JsonNode servers = issued.path("servers");
            connection = Nats.connect(Options.builder()
                    .server(servers.get(turn % servers.size()).asText())
                    .authHandler(
                            Nats.staticCredentials(issued.path("creds").asText().getBytes(StandardCharsets.UTF_8)))
                    .reconnectWait(Duration.ofMillis(5))
                    .maxReconnects(-1)
                    .connectionListener((_, event) -> {
                        if (event == ConnectionListener.Events.DISCONNECTED && outAt == 0) {
                            outAt = System.nanoTime();
                            out.countDown();
                        }
                    })
                    .errorListener(new ErrorListener() {
                        @Override
                        public void errorOccurred(Connection source, String error) {
                            errors.add(error);
                        }
                    })
                    .build());
        }

        long outAfter(long begin) throws InterruptedException {
            assertThat(out.await(LONG.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            return outAt - begin;
        }

        /// Whether the broker takes it, by its own word: nothing may be published on the second subject.
        boolean mayPublish(String subject) {
            errors.clear();
            try {
                connection.publish(subject, new byte[0]);
                connection.publish("never.allowed", new byte[0]);
                connection.flush(Duration.ofMillis(200));
            } catch (Exception _) {
                return false;
            }
            long end = System.nanoTime() + Duration.ofMillis(200).toNanos();
            while (System.nanoTime() < end) {
                if (errors.stream().anyMatch(error -> error.contains("never.allowed"))) {
                    return errors.stream().noneMatch(error -> error.contains(subject));
                }
                LockSupport.parkNanos(200_000);
            }
            return false;
        }

        /// Why it may not publish, should it never come to it.
        @Override
        public String toString() {
            return connection.getStatus() + " at " + connection.getConnectedUrl() + ", last error "
                    + connection.getLastError() + ", since then " + errors;
        }

        @Override
        public void close() throws InterruptedException {
            connection.close();
        }
    }

    @BeforeEach
    void none() {
        person = new Api(URI.create("http://127.0.0.1"), Map.of());
        network = "";
    }

    @Test
    void editsReachTheBrokerWithinASecondAndRevocationsWithinATenth(@TempDir Path directory) throws Exception {
        measure("one server", EmbeddedConfig.in(directory));
    }

    @Test
    void theSameOnEachOfThreeServers(@TempDir Path directory) throws Exception {
        measure("three servers, each in its turn", EmbeddedConfig.in(directory).withNatsServers(3));
    }

    private void measure(String where, EmbeddedConfig servers) throws Exception {
        try (EmbeddedPlane plane = EmbeddedPlane.start(servers, Map.of())) {
            Api api = new Api(plane.http(), Map.of());
            person = api.as(api.post(
                            "/auth/register",
                            Map.of("email", "ops@example.com", "password", "correct horse battery", "name", "Ops"))
                    .text("token"));
            while (!person.get("/nats/health").text("status").equals("connected")) {
                LockSupport.parkNanos(20_000_000);
            }
            network = person.post("/networks", Map.of("name", "Ops")).text("id");
            long[] revoked = new long[ROUNDS];
            long[] refused = new long[ROUNDS];
            long[] allowed = new long[ROUNDS];
            for (int i = -10; i < ROUNDS; i++) {
                int at = Math.max(0, i);
                revoked[at] = revoke(i + 10);
                refused[at] = refuse(i + 10);
                allowed[at] = allow(i + 10);
            }
            System.out.println(where);
            say("revoke to disconnect, from the request", revoked);
            say("permission edit to refused, from the answer", refused);
            say("role edit to allowed, from the answer", allowed);
            assertThat(percentile(refused, 99)).isLessThan(1_000);
            assertThat(percentile(allowed, 99)).isLessThan(1_000);
        }
    }

    private long revoke(int turn) throws Exception {
        String agent = agent("r" + turn);
        try (Agent client = new Agent(issue(agent), turn)) {
            long begin = System.nanoTime();
            person.delete("/agents/" + agent + "/nats/credentials");
            return client.outAfter(begin);
        }
    }

    private long refuse(int turn) throws Exception {
        String agent = agent("p" + turn);
        try (Agent client = new Agent(issue(agent), turn)) {
            person.post(
                    "/agents/" + agent + "/permissions",
                    Map.of("scope", "message:send", "effect", "revoke", "reason", "bench"));
            long begin = System.nanoTime();
            return Math.max(0, client.outAfter(begin));
        }
    }

    /// The role brings it, and then no longer: only the first is measured.
    private long allow(int turn) throws Exception {
        String agent = agent("a" + turn);
        try (Agent client = new Agent(issue(agent), turn)) {
            setRole(List.of("skill:execute:*", "skill:read:*", "newsletter:send"));
            long begin = System.nanoTime();
            while (!client.mayPublish(NEWS)) {
                assertThat(System.nanoTime() - begin).as("%s", client).isLessThan(LONG.toNanos());
            }
            long took = System.nanoTime() - begin;
            setRole(List.of("skill:execute:*", "skill:read:*"));
            return took;
        }
    }

    private void setRole(List<String> scopes) {
        String version = person.get("/networks/" + network + "/roles/assistant").text("version");
        assertThat(person.with("If-Match", "\"" + version + "\"")
                        .put("/networks/" + network + "/roles/assistant", Map.of("scopes", scopes, "reason", "bench"))
                        .status())
                .isEqualTo(200);
    }

    private String agent(String slug) {
        return person.post("/networks/" + network + "/agents", Map.of("name", slug, "slug", slug))
                .json()
                .path("agent")
                .path("id")
                .asText();
    }

    private JsonNode issue(String agent) {
        return person.post("/agents/" + agent + "/nats/credentials").json();
    }

    private static void say(String what, long[] nanos) {
        System.out.printf(
                "%s: n=%d p50=%d ms p99=%d ms max=%d ms%n",
                what, nanos.length, percentile(nanos, 50), percentile(nanos, 99), percentile(nanos, 100));
    }

    private static long percentile(long[] nanos, int percent) {
        long[] sorted = Arrays.stream(nanos).sorted().toArray();
        int index = (int) Math.ceil(percent / 100.0 * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1_000_000;
    }
}
