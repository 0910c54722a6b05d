package io.centter.control.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.embedded.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentReachTest {
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.EPOCH);
    private static TestPlane plane;
    private static Api owner;
    private static Api stranger;
    private String network;
    private String agent;
    private String key;
    private String path;

    @BeforeAll
    static void start() {
        NOW.set(Instant.now());
        plane = TestPlane.start(
                SharedServers.createDatabase(), Map.of("http.public_url", "https://centter.example.com"), NOW::get);
        owner = plane.person("owner@example.com");
        stranger = plane.person("stranger@example.com");
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @BeforeEach
    void newAgent() {
        network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        Api.Answer made = owner.post(
                "/networks/" + network + "/agents", Map.of("name", "Sol", "description", "Answers questions"));
        agent = made.json().path("agent").path("id").asText();
        key = made.text("api_key");
        path = "/agents/" + agent;
    }

    @Test
    void aTransportIsDeclaredOnTheVersionThatWasRead() {
        Map<String, Object> https = Map.of("transport", "https", "endpoint_url", "https://sol.example.com/a2a");

        assertThat(owner.put(path + "/transport", https).status()).isEqualTo(428);
        Api.Answer put = owner.with("If-Match", "\"1\"").put(path + "/transport", https);
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.text("transport")).isEqualTo("https");
        assertThat(put.text("endpoint_url")).isEqualTo("https://sol.example.com/a2a");
        assertThat(put.header("ETag")).isEqualTo("\"2\"");
        assertThat(owner.with("If-Match", "\"1\"")
                        .put(path + "/transport", https)
                        .code())
                .isEqualTo("version-conflict");
        Api.Answer nats = owner.with("If-Match", "\"2\"").put(path + "/transport", Map.of("transport", "nats"));
        assertThat(nats.json().has("endpoint_url")).isFalse();
        assertThat(actions()).containsExactly("agent.create", "agent.transport", "agent.transport");
        assertThat(events()).endsWith("agent.transport-changed", "agent.transport-changed");
    }

    @Test
    void anEndpointInsideOfANetworkIsRefused() {
        Api any = owner.with("If-Match", "*");
        for (String url : List.of(
                "https://169.254.169.254/latest/meta-data",
                "https://2130706433/",
                "https://[::ffff:10.0.0.1]/",
                "https://localhost/",
                "https://centter.example.com/api/v1",
                "https://user@sol.example.com/",
                "https://sol.example.com:25/",
                "http://sol.example.com/",
                "file:///etc/passwd")) {
            Api.Answer refused = any.put(path + "/transport", Map.of("transport", "https", "endpoint_url", url));
            assertThat(refused.status()).as(url).isEqualTo(422);
            assertThat(refused.code()).as(url).isEqualTo("forbidden-endpoint");
            assertThat(refused.pointer()).as(url).isEqualTo("/endpoint_url");
        }
        assertThat(any.put(path + "/transport", Map.of("transport", "https")).pointer())
                .isEqualTo("/endpoint_url");
        assertThat(any.put(path + "/transport", Map.of("transport", "pigeon")).code())
                .isEqualTo("wrong-type");
        assertThat(any.put(path + "/transport", Map.of()).pointer()).isEqualTo("/transport");
        assertThat(stranger.with("If-Match", "*")
                        .put(path + "/transport", Map.of("transport", "nats"))
                        .status())
                .isEqualTo(404);
        assertThat(member("viewer")
                        .with("If-Match", "*")
                        .put(path + "/transport", Map.of("transport", "nats"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aLockedAgentIsRefusedWithItsKeyUntilItIsUnlocked() {
        assertThat(heartbeat(1).status()).isEqualTo(204);
        credentials("UONE", agent);

        Api.Answer locked = owner.post(path + "/lock", Map.of("reason", "Stolen key"));

        assertThat(locked.status()).isEqualTo(200);
        assertThat(locked.json().at("/locked/reason").asText()).isEqualTo("Stolen key");
        assertThat(locked.json().at("/locked/until").isMissingNode()).isTrue();
        Api.Answer refused = heartbeat(2);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("agent-locked");
        assertThat(refused.text("detail")).doesNotContain("Stolen");
        assertThat(rows("SELECT revoke_reason FROM nats_credentials WHERE network_id = :id::uuid"))
                .containsExactly("agent locked");
        assertThat(rows("SELECT kind FROM outbox WHERE network_id = :id::uuid AND kind = 'nats.account.sync'"))
                .hasSize(2);

        Api.Answer unlocked = owner.post(path + "/unlock", Map.of("reason", "New key"));
        assertThat(unlocked.json().has("locked")).isFalse();
        assertThat(heartbeat(3).status()).isEqualTo(204);
        assertThat(owner.post(path + "/unlock", Map.of("reason", "Again")).code())
                .isEqualTo("not-locked");
        assertThat(events()).endsWith("agent.locked", "agent.unlocked");
        assertThat(rows("SELECT action || ' ' || reason FROM audit_log WHERE network_id = :id::uuid "
                        + "AND action LIKE 'agent.%' AND reason IS NOT NULL ORDER BY seq"))
                .containsExactly("agent.lock Stolen key", "agent.unlock New key");
    }

    @Test
    void aLockWithATimeEndsByItselfAndThatIsTold() {
        owner.post(path + "/lock", Map.of("reason", "Cool down", "ttl_seconds", 60));
        assertThat(heartbeat(1).code()).isEqualTo("agent-locked");

        NOW.updateAndGet(now -> now.plusSeconds(61));

        assertThat(owner.get(path).json().has("locked")).isFalse();
        assertThat(heartbeat(2).status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(30)).until(() -> events().contains("agent.unlocked"));
        assertThat(events()).endsWith("agent.locked", "agent.unlocked");
        assertThat(actions()).endsWith("agent.lock", "agent.unlock");
    }

    @Test
    void whoIsLockedAgainIsLockedForTheNewReasonAndTime() {
        owner.post(path + "/lock", Map.of("reason", "First", "ttl_seconds", 10));

        Api.Answer again = owner.post(path + "/lock", Map.of("reason", "Second"));

        assertThat(again.json().at("/locked/reason").asText()).isEqualTo("Second");
        assertThat(again.json().at("/locked/until").isMissingNode()).isTrue();
    }

    @Test
    void lockingNeedsAReasonATimeThatCanBeAndTheRightToIt() {
        assertThat(owner.post(path + "/lock", Map.of()).pointer()).isEqualTo("/reason");
        for (Object ttl : List.of(0, -1, 31_536_001)) {
            assertThat(owner.post(path + "/lock", Map.of("reason", "No", "ttl_seconds", ttl))
                            .pointer())
                    .isEqualTo("/ttl_seconds");
        }
        assertThat(owner.post(path + "/lock", Map.of("reason", "No", "ttl_seconds", "60"))
                        .status())
                .isEqualTo(422);
        assertThat(stranger.post(path + "/lock", Map.of("reason", "No")).status())
                .isEqualTo(404);
        assertThat(stranger.post(path + "/unlock", Map.of("reason", "No")).status())
                .isEqualTo(404);
        Api viewer = member("viewer");
        assertThat(viewer.post(path + "/lock", Map.of("reason", "No")).status()).isEqualTo(403);
        assertThat(viewer.post(path + "/unlock", Map.of("reason", "No")).status())
                .isEqualTo(403);
        assertThat(heartbeat(1).status()).isEqualTo(204);
    }

    @Test
    void theCardIsPublicAndShowsWhatIsSafeToShow() {
        Api.Answer card = plane.api().get(path + "/card");

        assertThat(card.status()).isEqualTo(200);
        assertThat(card.text("name")).isEqualTo("Sol");
        assertThat(card.text("description")).isEqualTo("Answers questions");
        assertThat(card.json().path("supportedInterfaces").isArray()).isTrue();
        assertThat(card.json().at("/capabilities/pushNotifications").asBoolean())
                .isFalse();
        assertThat(card.json().path("defaultInputModes")).isNotEmpty();
        assertThat(card.json().path("defaultOutputModes")).isNotEmpty();
        for (JsonNode skill : card.json().path("skills")) {
            assertThat(skill.path("id").asText()).isNotBlank();
            assertThat(skill.path("tags")).isNotEmpty();
        }
        assertThat(card.json().path("skills")).isNotEmpty();
        assertThat(card.json().toString())
                .doesNotContain(network)
                .doesNotContain("endpoint")
                .doesNotContain("network");
        assertThat(card.header("Cache-Control")).isEqualTo("public, max-age=60");
        assertThat(card.header("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(card.header("Last-Modified")).endsWith("GMT");
        assertThat(plane.api().get("/agents/0123456789ab/card").status()).isEqualTo(404);
        owner.with("If-Match", "*").delete(path);
        assertThat(plane.api().get(path + "/card").status()).isEqualTo(404);
    }

    private Api.Answer heartbeat(int seq) {
        NOW.updateAndGet(now -> now.plusSeconds(1));
        return plane.api()
                .with("X-Agent-Key", key)
                .post(
                        path + "/heartbeat",
                        Map.of(
                                "v",
                                1,
                                "agent_id",
                                agent,
                                "seq",
                                seq,
                                "ts",
                                NOW.get().toString(),
                                "status",
                                "ok"));
    }

    private void credentials(String user, String of) {
        plane.sql()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO nats_credentials (user_key, network_id, user_name, role, agent_id, iat, issued_at, expires_at)
                        VALUES (:key, :network::uuid, :agent, 'assistant', :agent, 1, now(), now() + interval '1 day')
                        """)
                        .bind("key", user)
                        .bind("network", network)
                        .bind("agent", of)
                        .execute());
    }

    private Api member(String role) {
        Api person = plane.person(UUID.randomUUID() + "@example.com");
        owner.post(
                "/networks/" + network + "/members",
                Map.of("email", person.get("/auth/me").text("email"), "role", role));
        return person;
    }

    private List<String> events() {
        return rows("SELECT payload::jsonb ->> 'type' FROM outbox WHERE network_id = :id::uuid AND lane = 'event' "
                + "AND payload::jsonb ->> 'type' NOT IN ('presence.changed', 'routes.changed') ORDER BY position");
    }

    private List<String> actions() {
        return rows("SELECT action FROM audit_log WHERE network_id = :id::uuid AND target LIKE 'agent:%' ORDER BY seq");
    }

    private List<String> rows(String sql) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("id", network)
                        .mapTo(String.class)
                        .list());
    }
}
