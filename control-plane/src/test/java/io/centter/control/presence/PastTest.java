package io.centter.control.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A network as it was at a moment, and all that changed in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastTest {
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    private TestPlane plane;
    private Api owner;
    private String network;
    private String early;
    private String late;
    private String silent;

    @BeforeAll
    void begin() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
        network = owner.post("/networks", Map.of("name", "Past")).text("id");
        early = agent("Early", TEN.minusSeconds(3_600));
        late = agent("Late", TEN.plusSeconds(3_600));
        silent = agent("Silent", TEN.minusSeconds(3_600));
        change(early, TEN, "offline", "online");
        change(early, TEN.plusSeconds(600), "online", "degraded");
        change(late, TEN.plusSeconds(7_200), "offline", "online");
    }

    @AfterAll
    void end() {
        plane.close();
    }

    @Test
    void eachAgentIsAsItsLastChangeMadeIt() {
        assertThat(at(TEN.minusSeconds(1))).isEqualTo(Map.of(early, "offline", silent, "offline"));
        assertThat(at(TEN)).isEqualTo(Map.of(early, "online", silent, "offline"));
        assertThat(at(TEN.plusSeconds(599))).containsEntry(early, "online");
        assertThat(at(TEN.plusSeconds(600))).containsEntry(early, "degraded");
        assertThat(at(TEN.plusSeconds(3_600))).containsEntry(late, "offline");
        assertThat(at(TEN.plusSeconds(7_200))).containsEntry(late, "online");
        assertThat(at(TEN.minusSeconds(9_999))).isEmpty();
        JsonNode one = owner.get("/networks/" + network + "/presence/at?at=" + TEN)
                .json()
                .path("agents")
                .get(early.compareTo(silent) < 0 ? 0 : 1);
        assertThat(one.path("since").asText()).isEqualTo(TEN.toString());
        assertThat(one.path("name").asText()).isEqualTo("Early");
    }

    @Test
    void whatWasForgottenIsUnknownAndNotGuessed() {
        Instant then = TEN.plusSeconds(9_000);
        String old = agent("Old", then);
        sql("UPDATE agents SET last_heartbeat_at = now() WHERE id = ?", old);
        assertThat(at(then)).containsEntry(old, "unknown");
        sql("UPDATE agents SET deleted_at = ?, api_key_hash = NULL WHERE id = ?", time(then.plusSeconds(5)), old);
        assertThat(at(then.plusSeconds(5))).doesNotContainKey(old);
        assertThat(at(then.plusSeconds(4))).containsKey(old);
    }

    @Test
    void pagesAndHistoryAreOfThisNetworkAlone() {
        String path = "/networks/" + network + "/presence/";
        Api.Answer first = owner.get(path + "at?limit=1&at=" + TEN);
        assertThat(first.json().path("agents").size()).isEqualTo(1);
        assertThat(owner.get(path + "at?limit=1&at=" + TEN.plusSeconds(1) + "&cursor=" + first.text("next_cursor"))
                        .code())
                .as("a cursor is of one moment")
                .isEqualTo("bad-cursor");
        // What this plane itself saw is later.
        String then = "history?limit=2&to=" + TEN.plusSeconds(9_000);
        Api.Answer page = owner.get(path + then);
        assertThat(page.json().path("items").findValuesAsText("agent")).containsExactly(late, early);
        Api.Answer rest = owner.get(path + then + "&cursor=" + page.text("next_cursor"));
        assertThat(rest.json().path("items").findValuesAsText("to")).containsExactly("online");
        assertThat(owner.get(path + "history?from=" + TEN.plusSeconds(1) + "&to=" + TEN.plusSeconds(601))
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(owner.get(path + "at").pointer()).isEqualTo("at");
        assertThat(owner.get(path + "at?at=noon").pointer()).isEqualTo("at");
        Api stranger = plane.person("stranger@example.com");
        assertThat(stranger.get(path + "at?at=" + TEN).status()).isEqualTo(404);
        assertThat(stranger.get(path + "history").status()).isEqualTo(404);
    }

    private Map<String, String> at(Instant at) {
        Map<String, String> found = new HashMap<>();
        owner.get("/networks/" + network + "/presence/at?at=" + at)
                .json()
                .path("agents")
                .forEach(one -> found.put(
                        one.path("agent").asText(), one.path("presence").asText()));
        return found;
    }

    private String agent(String name, Instant created) {
        String id = owner.post("/networks/" + network + "/agents", Map.of("name", name))
                .json()
                .at("/agent/id")
                .asText();
        sql("UPDATE agents SET created_at = ? WHERE id = ?", time(created), id);
        return id;
    }

    private void change(String agent, Instant at, String from, String to) {
        sql("""
                INSERT INTO presence_changes (network_id, agent_id, at, from_presence, to_presence, cause, stuck)
                VALUES (CAST(? AS uuid), ?, ?, ?, ?, 'heartbeat', false)
                """, network, agent, time(at), from, to);
    }

    private void sql(String statement, Object... values) {
        plane.sql().useHandle(handle -> handle.execute(statement, values));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
