package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.embedded.EmbeddedPlane;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Locked agents and suspended networks, at a real broker.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShutOutTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Map<String, String> WHY = Map.of("reason", "Test");

    private EmbeddedPlane plane;
    private Api person;
    private Api agentApi;
    private String network;
    private String agent;

    @BeforeAll
    void begin(@TempDir Path directory) {
        plane = EmbeddedPlane.start(directory);
        Api api = new Api(plane.http(), Map.of());
        person = api.as(api.post(
                        "/auth/register",
                        Map.of("email", "ops@example.com", "password", "correct horse battery", "name", "Ops"))
                .text("token"));
        await().atMost(SOON)
                .until(() -> person.get("/nats/health").text("status").equals("connected"));
    }

    @AfterAll
    void end() {
        plane.close();
    }

    @BeforeEach
    void newAgent() {
        network = person.post("/networks", Map.of("name", "Ops")).text("id");
        JsonNode made = person.post("/networks/" + network + "/agents", Map.of("name", "Linda"))
                .json();
        agent = made.path("agent").path("id").asText();
        agentApi = new Api(plane.http(), Map.of())
                .with("X-Agent-Key", made.path("api_key").asText());
    }

    @Test
    void aLockedAgentIsDisconnectedAndComesBackWithNewCredentialsWhenItIsUnlocked() throws Exception {
        JsonNode first = issue().json();
        Connection connection = connect(first);
        assertThat(person.post("/agents/" + agent + "/lock", WHY).status()).isEqualTo(200);

        await().atMost(SOON).until(() -> connection.getStatus() == Connection.Status.CLOSED);
        assertThatThrownBy(() -> connect(first)).isInstanceOf(Exception.class);
        assertThat(issue().code()).isEqualTo("agent-locked");
        assertThat(person.post("/agents/" + agent + "/nats/credentials").code()).isEqualTo("agent-locked");

        person.post("/agents/" + agent + "/unlock", WHY);
        assertThatThrownBy(() -> connect(first)).isInstanceOf(Exception.class);
        connect(issue().json()).close();
    }

    @Test
    void itsCredentialsAreListedWithWhoGotThemAndHowTheyEnded() {
        String own = issue().text("user_public_key");
        String given = person.post("/agents/" + agent + "/nats/credentials").text("user_public_key");
        String path = "/agents/" + agent + "/nats/credentials";
        JsonNode first = person.get(path).json().path("items");
        assertThat(keys(first)).containsExactlyInAnyOrder(own, given);
        assertThat(of(first, own).path("issued_by").asText()).isEqualTo("agent:" + agent);
        assertThat(of(first, given).path("issued_by").asText()).startsWith("user:");
        assertThat(of(first, own).path("rights").asText()).isEqualTo("assistant");
        assertThat(of(first, own).path("good").asBoolean()).isTrue();

        assertThat(person.raw("DELETE", path, "{\"reason\": \"it was in a log\"}")
                        .status())
                .isEqualTo(200);
        JsonNode ended = of(person.get(path).json().path("items"), given);
        assertThat(ended.path("good").asBoolean()).isFalse();
        assertThat(ended.path("revoked_at").asText()).isNotEmpty();
        assertThat(ended.path("revoke_reason").asText()).isEqualTo("it was in a log");
    }

    @Test
    void theListOfCredentialsIsPagedAndOnlyForWhoSeesTheNetwork() {
        String path = "/agents/" + agent + "/nats/credentials";
        String own = issue().text("user_public_key");
        String given = person.post(path).text("user_public_key");
        JsonNode page = person.get(path + "?limit=1").json();
        String cursor = page.path("next_cursor").asText();
        JsonNode rest = person.get(path + "?limit=1&cursor=" + cursor).json();
        assertThat(List.of(
                        keys(page.path("items")).getFirst(),
                        keys(rest.path("items")).getFirst()))
                .containsExactlyInAnyOrder(own, given);
        assertThat(rest.has("next_cursor")).isFalse();
        assertThat(person.get(path + "?cursor=nonsense").status()).isEqualTo(400);
        assertThat(person.get(path + "?limit=0").status()).isEqualTo(422);
        String other = person.post("/networks/" + network + "/agents", Map.of("name", "Marco"))
                .json()
                .path("agent")
                .path("id")
                .asText();
        // A cursor is of the list that it came from.
        assertThat(person.get("/agents/" + other + "/nats/credentials?cursor=" + cursor)
                        .status())
                .isEqualTo(400);
        assertThat(person.get("/agents/" + other + "/nats/credentials").json().path("items"))
                .isEmpty();

        Api nobody = new Api(plane.http(), Map.of());
        assertThat(nobody.get(path).status()).isEqualTo(401);
        Api stranger = nobody.as(nobody.post(
                        "/auth/register",
                        Map.of("email", "eve@example.com", "password", "correct horse battery", "name", "Eve"))
                .text("token"));
        assertThat(stranger.get(path).status()).isEqualTo(404);
        // Its own key gets an agent new ones, and shows it none.
        assertThat(agentApi.get(path).status()).isEqualTo(401);
    }

    private static List<String> keys(JsonNode items) {
        List<String> keys = new ArrayList<>();
        items.forEach(item -> keys.add(item.path("user_public_key").asText()));
        return keys;
    }

    private static JsonNode of(JsonNode items, String key) {
        for (JsonNode item : items) {
            if (item.path("user_public_key").asText().equals(key)) {
                return item;
            }
        }
        throw new AssertionError("There is no " + key + " in " + items);
    }

    @Test
    void theAgentsOfASuspendedNetworkAreOutUntilItIsResumed() throws Exception {
        JsonNode first = issue().json();
        Connection connection = connect(first);
        assertThat(person.post("/networks/" + network + "/suspend", WHY).status())
                .isEqualTo(200);

        await().atMost(SOON).until(() -> connection.getStatus() == Connection.Status.CLOSED);
        assertThatThrownBy(() -> connect(first)).isInstanceOf(Exception.class);
        assertThat(issue().code()).isEqualTo("network-suspended");
        assertThat(person.post("/networks/" + network + "/nats/console-credentials")
                        .code())
                .isEqualTo("network-suspended");

        person.post("/networks/" + network + "/resume", WHY);
        await().atMost(SOON).ignoreExceptions().until(() -> {
            connect(first).close();
            return true;
        });
    }

    private Api.Answer issue() {
        return agentApi.post("/agents/" + agent + "/nats/credentials");
    }

    private static Connection connect(JsonNode issued) throws Exception {
        return Nats.connect(Options.builder()
                .server(issued.path("servers").get(0).asText())
                .authHandler(
                        Nats.staticCredentials(issued.path("creds").asText().getBytes(StandardCharsets.UTF_8)))
                .connectionTimeout(Duration.ofSeconds(2))
                .noReconnect()
                .errorListener(new io.nats.client.ErrorListener() {})
                .build());
    }
}
