package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What agents report as refused, and what a person is told of it.
class DeniedTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static TestPlane plane;
    private static Api person;

    private String network;
    private String agent;
    private Api agentApi;
    private int seq;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        person = plane.person("ops@example.com");
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @BeforeEach
    void newAgent() {
        network = person.post("/networks", Map.of("name", "Ops")).text("id");
        JsonNode made = person.post("/networks/" + network + "/agents", Map.of("name", "Linda"))
                .json();
        agent = made.path("agent").path("id").asText();
        agentApi = plane.api().with("X-Agent-Key", made.path("api_key").asText());
        seq = 0;
    }

    @Test
    void denialsAreGroupedAndSayWhatWouldAllowThem() {
        report(denial("mesh.event.newsletter.sent", "publish", 2), denial("mesh.event.x", "subscribe", 1));
        report(denial("mesh.event.newsletter.sent", "publish", 3));

        await().atMost(SOON)
                .until(() -> find("mesh.event.newsletter.sent").path("count").asInt() == 5);
        JsonNode news = find("mesh.event.newsletter.sent");
        assertThat(news.path("agent_id").asText()).isEqualTo(agent);
        assertThat(news.path("agent_name").asText()).isEqualTo("Linda");
        assertThat(news.path("scope").asText()).isEqualTo("event:publish:newsletter.sent");
        assertThat(news.path("as_role").asText()).isEqualTo("sales");
        assertThat(find("mesh.event.x").path("as_role").asText()).isEqualTo("analyst");
    }

    @Test
    void whatNothingWouldAllowSaysNothing() {
        report(denial("mesh.heartbeat.0123456789ab", "publish", 1), denial("mesh.event.hub.x", "publish", 1));

        await().atMost(SOON).until(() -> list("").size() == 2);
        for (JsonNode one : list("")) {
            assertThat(one.has("scope")).as(one.toString()).isFalse();
            assertThat(one.has("as_role")).as(one.toString()).isFalse();
        }
    }

    @Test
    void theSameRefusalIsToldOnce() {
        report(denial("mesh.event.a", "publish", 1));
        await().atMost(SOON).until(() -> list("").size() == 1);
        report(denial("mesh.event.a", "publish", 1));
        await().atMost(SOON).until(() -> find("mesh.event.a").path("count").asInt() == 2);
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void aHeartbeatThatComesTwiceCountsOnce() {
        Map<String, Object> beat = beat(List.of(denial("mesh.event.a", "publish", 4)));
        assertThat(agentApi.post("/agents/" + agent + "/heartbeat", beat).status())
                .isEqualTo(204);
        assertThat(agentApi.post("/agents/" + agent + "/heartbeat", beat).status())
                .isEqualTo(409);
        await().atMost(SOON).until(() -> list("").size() == 1);
        assertThat(find("mesh.event.a").path("count").asInt()).isEqualTo(4);
    }

    @Test
    void aNetworkKeepsItsLatestThousand() {
        for (int i = 0; i < 5; i++) {
            List<Map<String, Object>> some = new ArrayList<>();
            for (int j = 0; j < 250; j++) {
                some.add(denial("mesh.event.t" + i + "." + j, "publish", 1));
            }
            report(some);
        }
        await().atMost(SOON)
                .until(() -> kept() == 1_000 && find("mesh.event.t4.0").has("count"));
        assertThat(all()).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void whatIsAskedForIsCheckedAndOthersSeeNothing() {
        assertThat(person.get("/networks/" + network + "/denied?agent=*").status())
                .isEqualTo(422);
        assertThat(person.get("/networks/" + network + "/denied?limit=0").status())
                .isEqualTo(422);
        assertThat(plane.person("other@example.com")
                        .get("/networks/" + network + "/denied")
                        .status())
                .isEqualTo(404);
    }

    private List<String> all() {
        List<String> subjects = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = person.get("/networks/" + network + "/denied?limit=300" + cursor)
                    .json();
            page.path("items").forEach(one -> subjects.add(one.path("subject").asText()));
            cursor = page.hasNonNull("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return subjects;
    }

    private JsonNode list(String query) {
        return person.get("/networks/" + network + "/denied" + query).json().path("items");
    }

    private JsonNode find(String subject) {
        for (JsonNode one : list("?limit=500&agent=" + agent)) {
            if (one.path("subject").asText().equals(subject)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private int kept() {
        return plane.sql()
                .withHandle(
                        handle -> handle.createQuery("SELECT count(*) FROM denials WHERE network_id = :network::uuid")
                                .bind("network", network)
                                .mapTo(Integer.class)
                                .one());
    }

    private int events() {
        return plane.sql()
                .withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM outbox WHERE network_id = :network::uuid AND payload LIKE '%agent.denied%'
                        """)
                        .bind("network", network)
                        .mapTo(Integer.class)
                        .one());
    }

    private void report(Map<String, Object> one) {
        report(List.of(one));
    }

    private void report(Map<String, Object> one, Map<String, Object> two) {
        report(List.of(one, two));
    }

    private void report(List<Map<String, Object>> denials) {
        assertThat(agentApi.post("/agents/" + agent + "/heartbeat", beat(denials))
                        .status())
                .isEqualTo(204);
    }

    private Map<String, Object> beat(List<Map<String, Object>> denials) {
        Map<String, Object> beat = new HashMap<>();
        beat.put("v", 1);
        beat.put("agent_id", agent);
        beat.put("boot_id", "boot");
        beat.put("seq", seq++);
        beat.put("ts", Instant.now().toString());
        beat.put("status", "ok");
        beat.put("denials", denials);
        return beat;
    }

    private static Map<String, Object> denial(String subject, String operation, int count) {
        return Map.of(
                "subject", subject,
                "operation", operation,
                "count", count,
                "last_at", Instant.now().toString());
    }
}
