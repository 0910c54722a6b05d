package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Presence, discovery and credentials as an agent and a person use them, on a whole plane.
@SuppressWarnings("try") // Closing a connection may be interrupted; the test then fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeshOverHttpTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private EmbeddedPlane plane;
    private Api person;
    private Api agentApi;
    private String network;
    private String agent;

    @BeforeAll
    void begin(@TempDir Path directory) {
        plane = EmbeddedPlane.start(directory);
        Api api = new Api(plane.http(), Map.of());
        String token = api.post(
                        "/auth/register",
                        Map.of("email", "ops@example.com", "password", "correct horse battery", "name", "Ops"))
                .text("token");
        person = api.as(token);
        network = person.post("/networks", Map.of("name", "Ops")).text("id");
        JsonNode made = person.post("/networks/" + network + "/agents", Map.of("name", "Linda"))
                .json();
        agent = made.path("agent").path("id").asText();
        agentApi = api.with("X-Agent-Key", made.path("api_key").asText());
        await().atMost(SOON)
                .until(() -> person.get("/nats/health").text("status").equals("connected"));
    }

    @AfterAll
    void end() {
        plane.close();
    }

    @Test
    void agentWithItsOwnKeyIsIssuedCredentialsAndDiscoverIsTheSameOnBothWays() throws Exception {
        Api.Answer issued = agentApi.post("/agents/" + agent + "/nats/credentials");
        assertThat(issued.status()).isEqualTo(201);
        try (Connection connection = connect(issued.json())) {
            await().atMost(SOON)
                    .until(() -> person.get("/agents/" + agent + "/presence")
                            .text("presence")
                            .equals("online"));
            Message reply = connection.request(
                    Subjects.DISCOVER, "{\"q\":\"LIN\",\"limit\":3}".getBytes(StandardCharsets.UTF_8), SOON);
            JsonNode overMesh =
                    Wire.tolerant().readTree(Objects.requireNonNull(reply).getData());
            Api.Answer overHttp = agentApi.get("/networks/" + network + "/discover?q=LIN&limit=3");
            assertThat(overHttp.status()).isEqualTo(200);
            assertThat(overMesh).isEqualTo(overHttp.json());
            assertThat(overMesh.path("total").asInt()).isEqualTo(1);
        }
        await().atMost(Duration.ofSeconds(8))
                .until(() -> person.get("/agents/" + agent + "/presence")
                        .text("presence")
                        .equals("offline"));
        // Memory is first; the history is written a moment later.
        await().atMost(SOON)
                .until(() -> history().path("items").get(0).path("to").asText().equals("offline"));
        String cursor = history().path("next_cursor").asText();
        assertThat(person.get("/agents/" + agent + "/presence/history?limit=1&cursor=" + cursor)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void heartbeatOverHttpIsTakenOnceAndShownEverywhere() {
        JsonNode made = person.post("/networks/" + network + "/agents", Map.of("name", "Web only"))
                .json();
        String id = made.path("agent").path("id").asText();
        Api itself = new Api(plane.http(), Map.of())
                .with("X-Agent-Key", made.path("api_key").asText());
        Map<String, Object> beat = Map.of(
                "v",
                1,
                "agent_id",
                id,
                "boot_id",
                "b",
                "seq",
                1,
                "ts",
                Instant.now().toString(),
                "status",
                "busy",
                "capabilities",
                List.of("search"));
        assertThat(itself.post("/agents/" + id + "/heartbeat", beat).status()).isEqualTo(204);
        assertThat(itself.post("/agents/" + id + "/heartbeat", beat).code()).isEqualTo("heartbeat-replayed");
        assertThat(itself.post("/agents/" + agent + "/heartbeat", beat).status())
                .isEqualTo(404);
        assertThat(person.get("/agents/" + id + "/presence").text("presence")).isEqualTo("online");
        assertThat(person.get("/networks/" + network + "/capabilities")
                        .json()
                        .path("capabilities")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("search");
        JsonNode snapshot = person.get("/networks/" + network + "/presence").json();
        assertThat(snapshot.path("hub_connected").asBoolean()).isTrue();
        assertThat(snapshot.path("agents").findValuesAsText("agent")).contains(id, agent);
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        !person.get("/agents/" + id).text("last_heartbeat_at").isEmpty());
    }

    @Test
    void mistakesInAQuestionAreNamed() {
        String discover = "/networks/" + network + "/discover";
        assertThat(person.get(discover + "?status=well").code()).isEqualTo("invalid-value");
        assertThat(person.get(discover + "?limit=0").code()).isEqualTo("invalid-value");
        assertThat(person.get(discover + "?cursor=*").code()).isEqualTo("bad-cursor");
        assertThat(person.get(discover + "?colour=red").code()).isEqualTo("unknown-parameter");
        assertThat(new Api(plane.http(), Map.of()).get(discover).status()).isEqualTo(401);
    }

    @Test
    void revokingSaysWhichServersKnowAndConsoleCredentialsAreShort() throws Exception {
        JsonNode made = person.post("/networks/" + network + "/agents", Map.of("name", "Revoked"))
                .json();
        String id = made.path("agent").path("id").asText();
        assertThat(person.post("/agents/" + id + "/nats/credentials").status()).isEqualTo(201);
        Api.Answer revoked = person.delete("/agents/" + id + "/nats/credentials");
        assertThat(revoked.json().path("propagation").asText()).isEqualTo("applied");
        assertThat(revoked.json().path("revoked").asInt()).isEqualTo(1);
        assertThat(revoked.json().path("receipts").size()).isEqualTo(1);

        JsonNode console = person.post("/networks/" + network + "/nats/console-credentials")
                .json();
        assertThat(Instant.parse(console.path("expires_at").asText()))
                .isBefore(Instant.now().plus(Duration.ofMinutes(61)));
        try (Connection connection = connect(console)) {
            assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    private JsonNode history() {
        return person.get("/agents/" + agent + "/presence/history?limit=1").json();
    }

    private static Connection connect(JsonNode issued) throws Exception {
        return Nats.connect(Options.builder()
                .server(issued.path("servers").get(0).asText())
                .authHandler(
                        Nats.staticCredentials(issued.path("creds").asText().getBytes(StandardCharsets.UTF_8)))
                .inboxPrefix(Subjects.replyPrefix(issued.path("user_name").asText()))
                .build());
    }
}
