package io.centter.control.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is written and told of routes.
class RouteRecordTest {
    // A duty that changes hands while the test runs takes up to 15 s.
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> NATS = List.of("nats");
    private static final List<String> LEGACY = List.of("vpc", "tailscale", "https");

    private static final Map<String, String> SETTINGS = Map.of("presence.flush_interval", "200ms");

    private static TestPlane plane;
    private static Wired stranger;
    private Wired at;

    @BeforeAll
    static void start() {
        plane = TestPlane.start(SETTINGS);
        stranger = new Wired(plane);
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @BeforeEach
    void newNetwork() {
        at = new Wired(plane);
    }

    @Test
    void oneAgentThatMovesIsOneRowAndOneEvent() {
        String fixed = at.agent("Fixed", LEGACY, Wired.vpc("vpc-1", "10.0.0.1"), "");
        String moving = at.agent("Moving", LEGACY, Wired.vpc("vpc-1", "10.0.0.2"), "");
        String third = at.agent("Third", LEGACY, Wired.vpc("vpc-2", "10.0.0.3"), "");
        awaitSides(fixed, "vpc-1 10.0.0.1");
        awaitSides(moving, "vpc-1 10.0.0.2");
        awaitSides(third, "vpc-2 10.0.0.3");
        List<String> before = sides();
        int told = at.events().size();

        at.beat(moving, LEGACY, Wired.vpc("vpc-1", "10.0.0.2"), "");
        assertThat(at.transport(fixed, moving)).isEqualTo("vpc");
        at.beat(moving, LEGACY, Wired.vpc("vpc-2", "10.0.0.2"), "");
        // The answer does not wait for the record.
        assertThat(at.transport(fixed, moving)).isEqualTo("none");
        awaitSides(moving, "vpc-2 10.0.0.2");

        List<String> after = sides();
        after.removeAll(before);
        assertThat(after).singleElement().asString().startsWith(moving);
        assertThat(at.events().subList(told, at.events().size()))
                .singleElement()
                .asString()
                .contains("routes.changed", moving);
    }

    @Test
    void aRelayThatGoesIsToldToTheOthers() {
        String nats = at.agent("Meshed", NATS, Map.of(), "");
        String bridge = at.agent("Bridge", List.of("nats", "vpc"), Wired.vpc("vpc-1", "10.0.0.1"), "");
        String vpc = at.agent("Vpc", LEGACY, Wired.vpc("vpc-1", "10.0.0.2"), "");
        await().atMost(SOON).until(() -> relayRows().equals(List.of(bridge, bridge)));
        assertThat(at.transport(nats, vpc)).isEqualTo("relay");

        assertThat(at.owner().with("If-Match", "*").delete("/agents/" + bridge).status())
                .isEqualTo(204);

        assertThat(at.transport(nats, vpc)).isEqualTo("none");
        await().atMost(SOON).until(() -> relayRows().isEmpty());
        await().atMost(SOON)
                .until(() -> at.events().getLast().contains("routes.relays-changed")
                        && at.events().getLast().contains(bridge));
        assertThat(at.rows("SELECT agent_id FROM agent_sides WHERE network_id = :id::uuid"))
                .containsExactlyInAnyOrder(nats, vpc);
        assertThat(at.owner().get("/agents/" + bridge + "/routes").status()).isEqualTo(404);
    }

    @Test
    void theListHasEveryPairOnceAndTheTableSaysTheSameInOneQuery() {
        at.agent("Meshed", NATS, Map.of(), "");
        at.agent("Meshed too", NATS, Map.of(), "");
        at.agent("Bridge", List.of("nats", "vpc"), Wired.vpc("vpc-1", "10.0.0.1"), "");
        at.agent("Vpc", LEGACY, Wired.vpc("vpc-1", "10.0.0.2"), "");
        String open = at.agent("Open", LEGACY, Map.of(), "https://open.example.com/");
        awaitUrl(open);

        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    at.owner().get(at.path() + "/routes?limit=3" + cursor).json();
            page.path("items")
                    .forEach(route -> listed.add(route.path("from").asText() + " "
                            + route.path("to").asText() + " "
                            + route.path("transport").asText() + " "
                            + (route.path("via").isEmpty()
                                    ? ""
                                    : route.at("/via/0").asText())));
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());

        assertThat(listed).hasSize(20).isSorted().doesNotHaveDuplicates();
        assertThat(at.rows("""
                SELECT me.agent_id || ' ' || peer.agent_id || ' ' || r.transport || ' ' || coalesce(r.via[1], '')
                FROM agent_sides me
                JOIN agent_sides peer ON peer.network_id = me.network_id AND peer.agent_id <> me.agent_id
                JOIN agent_routes r ON r.network_id = me.network_id AND r.from_kind = me.kind AND r.to_kind = peer.kind
                WHERE me.network_id = :id::uuid ORDER BY 1
                """)).isEqualTo(listed);
        assertThat(at.owner()
                        .get(at.path() + "/routes?transport=relay")
                        .json()
                        .path("items")
                        .findValuesAsText("transport"))
                .hasSize(listed.stream()
                        .filter(line -> line.contains(" relay "))
                        .toList()
                        .size())
                .containsOnly("relay");
    }

    @Test
    void recalculatingChangesNothingThatIsRightAndIsAudited() {
        at.agent("One", NATS, Map.of(), "");
        String two = at.agent("Two", LEGACY, Wired.vpc("vpc-1", "10.0.0.2"), "");
        awaitSides(two, "vpc-1 10.0.0.2");
        Api owner = at.owner();

        JsonNode right = owner.post(at.path() + "/routes/recalculate").json();
        assertThat(right.path("agents").asInt()).isEqualTo(2);
        assertThat(right.path("changed").asInt()).isZero();
        assertThat(right.path("rows").asInt()).isZero();
        plane.sql().useHandle(handle -> {
            handle.execute("UPDATE agent_sides SET private_ip = '10.9.9.9' WHERE agent_id = ?", two);
            handle.execute("DELETE FROM agent_routes WHERE to_agent = ?", two);
        });
        Api once = owner.with("Idempotency-Key", "again");
        JsonNode mended = once.post(at.path() + "/routes/recalculate").json();
        assertThat(mended.path("changed").asInt()).isEqualTo(1);
        assertThat(mended.path("rows").asInt()).isEqualTo(2);
        assertThat(once.post(at.path() + "/routes/recalculate").json()).isEqualTo(mended);
        awaitSides(two, "vpc-1 10.0.0.2");
        assertThat(at.rows("SELECT action FROM audit_log WHERE network_id = :id::uuid AND action LIKE 'routes.%'"))
                .hasSize(2);
        assertThat(at.member("viewer").post(at.path() + "/routes/recalculate").status())
                .isEqualTo(403);
        assertThat(stranger.owner().post(at.path() + "/routes/recalculate").status())
                .isEqualTo(404);
    }

    @Test
    void anotherProcessKnowsWhatThisOneHeardAndWritesAndTellsNothingAgain() {
        String fixed = at.agent("Fixed", LEGACY, Wired.vpc("vpc-1", "10.0.0.1"), "");
        String moving = at.agent("Moving", LEGACY, Wired.vpc("vpc-2", "10.0.0.2"), "");
        try (TestPlane second = TestPlane.start(plane.database(), SETTINGS, InstantSource.system())) {
            Api there = at.owner().at(second.plane().url());
            String best = at.path() + "/routes/best?from=" + fixed + "&to=" + moving;
            there.get(best);
            at.beat(moving, LEGACY, Wired.vpc("vpc-1", "10.0.0.2"), "");
            awaitSides(moving, "vpc-1 10.0.0.2");
            await().atMost(SOON)
                    .until(() -> at.rows("SELECT location ->> 'vpc_id' FROM agents WHERE id = '" + moving
                                    + "' AND network_id = :id::uuid")
                            .equals(List.of("vpc-1")));
            List<String> before = sides();
            List<String> told = at.events();

            JsonNode looked = there.post(at.path() + "/routes/recalculate").json();

            assertThat(looked.path("agents").asInt()).isEqualTo(2);
            assertThat(looked.path("rows").asInt()).isZero();
            assertThat(there.get(best).json().at("/route/transport").asText()).isEqualTo("vpc");
            assertThat(sides()).isEqualTo(before);
            assertThat(at.events()).isEqualTo(told);
        }
    }

    private List<String> sides() {
        return at.rows("SELECT agent_id || ' ' || kind || ' ' || coalesce(private_ip, '') || ' ' || calculated_at "
                + "FROM agent_sides WHERE network_id = :id::uuid ORDER BY 1");
    }

    private List<String> relayRows() {
        return at.rows("SELECT via[1] FROM agent_routes WHERE network_id = :id::uuid AND transport = 'relay'");
    }

    private void awaitSides(String agent, String expected) {
        await().atMost(SOON)
                .until(() -> at.rows("SELECT vpc_id || ' ' || private_ip FROM agent_sides WHERE network_id = :id::uuid "
                                + "AND agent_id = '" + agent + "'")
                        .equals(List.of(expected)));
    }

    private void awaitUrl(String agent) {
        await().atMost(SOON)
                .until(() -> at.rows("SELECT endpoint_url FROM agent_sides WHERE network_id = :id::uuid "
                                        + "AND agent_id = '" + agent + "' AND endpoint_url IS NOT NULL")
                                .size()
                        == 1);
    }
}
