package io.centter.control.planes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What one of two planes is told, the other knows; what both see is written once; what one leaves, the other does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("try") // Closing a connection may be interrupted, and nobody interrupts it.
class TwoPlanesTest {
    private static final Duration SOON = TwoPlanes.SOON;

    private TwoPlanes planes;
    private String network;
    private String agent;
    private String key;

    @BeforeAll
    void begin(@TempDir Path directory) {
        planes = new TwoPlanes(directory);
    }

    @AfterAll
    void end() {
        planes.close();
    }

    @BeforeEach
    void newAgent() {
        network = planes.a.post("/networks", Map.of("name", "Ops")).text("id");
        JsonNode made = planes.a
                .post("/networks/" + network + "/agents", Map.of("name", "Linda", "role", "coordinator"))
                .json();
        agent = made.path("agent").path("id").asText();
        key = made.path("api_key").asText();
    }

    @Test
    void bothSeeTheSamePresenceAndItIsWrittenOnce() throws Exception {
        await().atMost(SOON).until(() -> presence(planes.b).equals("offline"));
        try (Connection _ = connect(planes.a)) {
            await().atMost(SOON)
                    .until(() -> presence(planes.a).equals("online")
                            && presence(planes.b).equals("online"));
        }
        await().atMost(SOON)
                .until(() -> presence(planes.a).equals("offline")
                        && presence(planes.b).equals("offline"));
        await().atMost(SOON).until(() -> history().size() >= 2);
        // A second writer would have written by the time that something later is there.
        beat(planes.b, 0);
        await().atMost(SOON).until(() -> history().size() >= 3);
        assertThat(history()).containsExactly("offline>online", "online>offline", "offline>online");
    }

    @Test
    void aHeartbeatByHttpReachesTheBoardOfBoth() {
        await().atMost(SOON).until(() -> presence(planes.b).equals("offline"));
        beat(planes.a, 0);
        await().atMost(SOON).until(() -> presence(planes.b).equals("online"));
        beat(planes.b, 1, "busy");
        await().atMost(SOON)
                .until(() -> planes.a
                        .get("/agents/" + agent + "/presence")
                        .text("status")
                        .equals("busy"));
        await().atMost(SOON).until(() -> history().size() == 1);
    }

    @Test
    void anAgentThatIsDeletedAtOneIsGoneAtTheOther() {
        await().atMost(SOON).until(() -> presence(planes.b).equals("offline"));
        Api.Answer read = planes.a.get("/agents/" + agent);
        planes.a
                .with("If-Match", "\"" + read.json().path("version").asText() + "\"")
                .delete("/agents/" + agent);
        await().atMost(SOON)
                .until(() -> planes.b
                        .get("/networks/" + network + "/presence")
                        .json()
                        .path("agents")
                        .isEmpty());
    }

    @Test
    void theRegistryAnswersOnceWhicheverPlaneIsAsked() throws Exception {
        try (Connection connection = connect(planes.a)) {
            await().atMost(SOON)
                    .until(() -> presence(planes.a).equals("online")
                            && presence(planes.b).equals("online"));
            for (int i = 0; i < 50; i++) {
                Message answer = connection.request("mesh.registry.whoami", new byte[0], Duration.ofSeconds(5));
                assertThat(new String(Objects.requireNonNull(answer).getData(), StandardCharsets.UTF_8))
                        .contains(agent);
            }
        }
    }

    @Test
    void anEditAtOneReachesTheBrokerAndTheOtherWithinASecond() throws Exception {
        Queue<String> errors = new ConcurrentLinkedQueue<>();
        JsonNode issued =
                planes.b.post("/agents/" + agent + "/nats/credentials").json();
        try (Connection connection = TwoPlanes.connect(issued, errors)) {
            Instant edited = Instant.now();
            planes.a.post(
                    "/agents/" + agent + "/permissions",
                    Map.of("scope", "message:send", "effect", "revoke", "reason", "test"));
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> connection.getStatus() != Connection.Status.CONNECTED);
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> planes.b
                            .get("/agents/" + agent + "/permissions/effective")
                            .json()
                            .toString()
                            .contains("message:send"));
            assertThat(Duration.between(edited, Instant.now())).isLessThan(Duration.ofSeconds(1));
        }
        await().atMost(SOON)
                .until(() -> planes.b
                        .get("/networks/" + network + "/nats/account")
                        .text("propagation")
                        .equals("applied"));
    }

    /// Last: it ends one of the planes.
    @Test
    @Order(Integer.MAX_VALUE)
    void whatOnePlaneLeavesTheOtherDoes() throws Exception {
        String holder = holder("presence");
        await().atMost(SOON).until(() -> presence(planes.b).equals("offline"));
        planes.first.close();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> List.of("presence", "accounts", "schedules").stream()
                        .noneMatch(name -> holder(name).equals(holder)));

        try (Connection _ = connect(planes.b)) {
            await().atMost(SOON).until(() -> history().equals(List.of("offline>online")));
        }
        planes.b.post("/agents/" + agent + "/lock", Map.of("reason", "test", "ttl", 1));
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        planes.b.get("/agents/" + agent).json().path("locked").isMissingNode());
        planes.sql()
                .useHandle(handle ->
                        handle.execute("UPDATE leases SET holder = 'a plane that was killed', epoch = epoch + 1, "
                                + "expires_at = now() + interval '10 seconds'"));
        await().atMost(Duration.ofSeconds(15)).until(() -> !holder("accounts").contains("killed"));
    }

    private Connection connect(Api api) throws Exception {
        return TwoPlanes.connect(
                api.post("/agents/" + agent + "/nats/credentials").json(), new ConcurrentLinkedQueue<>());
    }

    private String presence(Api api) {
        return api.get("/agents/" + agent + "/presence").text("presence");
    }

    private void beat(Api api, int seq) {
        beat(api, seq, "ok");
    }

    private void beat(Api api, int seq, String status) {
        api.with("X-Agent-Key", key)
                .post(
                        "/agents/" + agent + "/heartbeat",
                        Map.of(
                                "v",
                                1,
                                "agent_id",
                                agent,
                                "boot_id",
                                "boot",
                                "seq",
                                seq,
                                "ts",
                                Instant.now().toString(),
                                "status",
                                status));
    }

    private List<String> history() {
        return planes.sql()
                .withHandle(handle -> handle.createQuery("""
                        SELECT from_presence || '>' || to_presence FROM presence_changes WHERE agent_id = :agent
                            AND from_presence <> to_presence ORDER BY at, position
                        """)
                        .bind("agent", agent)
                        .mapTo(String.class)
                        .list());
    }

    private String holder(String duty) {
        return planes.sql()
                .withHandle(handle -> handle.createQuery("SELECT holder FROM leases WHERE name = :name")
                        .bind("name", duty)
                        .mapTo(String.class)
                        .one());
    }
}
