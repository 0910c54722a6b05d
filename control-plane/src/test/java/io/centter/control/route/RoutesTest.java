package io.centter.control.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final List<String> NATS = List.of("nats");
    private static final List<String> LEGACY = List.of("vpc", "tailscale", "https");

    private static TestPlane plane;
    private static Wired stranger;
    private Wired at;

    @BeforeAll
    static void start() {
        plane = TestPlane.start(Map.of("http.public_url", "https://plane.example.com"));
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
    void eachTransportIsTakenInItsTurnAndWhatBlocksTheOthersIsSaid() {
        String nats = at.agent("Meshed", NATS, Map.of(), "");
        String both = at.agent("Both", List.of("nats", "vpc"), Wired.vpc("vpc-1", "10.0.0.1"), "");
        String vpc = at.agent("Vpc", LEGACY, Wired.vpc("vpc-1", "10.0.0.2"), "");
        String open = at.agent("Open", LEGACY, Map.of(), "https://open.example.com/a2a");

        assertThat(at.transport(nats, both)).isEqualTo("nats");
        JsonNode inVpc = at.best(both, vpc);
        assertThat(inVpc.at("/route/transport").asText()).isEqualTo("vpc");
        assertThat(inVpc.at("/route/priority").asInt()).isEqualTo(0);
        assertThat(inVpc.at("/route/deprecated").asBoolean()).isTrue();
        assertThat(inVpc.at("/route/hops/0/address").asText()).isEqualTo("10.0.0.2");
        assertThat(inVpc.at("/route/hops/0/auth").asText()).isEqualTo("ip-trust");
        assertThat(inVpc.at("/choices/0/blocked").asText()).isEqualTo("not-offered");
        assertThat(inVpc.at("/choices/0/lacking").asText()).isEqualTo(vpc);
        JsonNode https = at.best(nats, open);
        assertThat(https.at("/route/transport").asText()).isEqualTo("https");
        assertThat(https.at("/route/hops/0/auth").asText()).isEqualTo("jwt");
        assertThat(https.at("/choices/3/possible").asBoolean()).isTrue();
        JsonNode relayed = at.best(nats, vpc);
        assertThat(relayed.at("/route/transport").asText()).isEqualTo("relay");
        assertThat(relayed.at("/route/via/0").asText()).isEqualTo(both);
        assertThat(relayed.path("agents").findValuesAsText("agent")).containsExactly(nats, both, vpc);
        assertThat(relayed.at("/agents/1/presence").asText()).isEqualTo("online");
    }

    @Test
    void aUrlThatNobodyMustBeSentToIsNoRoute() {
        String from = at.agent("From", NATS, Map.of(), "");
        for (String url : List.of("https://10.0.0.9/", "https://169.254.169.254/", "https://plane.example.com/api")) {
            String to = at.agent("To", LEGACY, Map.of(), url);
            JsonNode answer = at.best(from, to);
            assertThat(answer.at("/route/transport").asText()).as(url).isEqualTo("none");
            assertThat(answer.at("/choices/3/blocked").asText()).isEqualTo("forbidden-endpoint");
            assertThat(at.owner().with("If-Match", "*").delete("/agents/" + to).status())
                    .isEqualTo(204);
        }
    }

    @Test
    void aLockedAgentIsReachedByNobodyAndADeclaredTransportCountsWhereTheAgentNamesNone() {
        String one = at.agent("One", NATS, Map.of(), "");
        String two = at.agent("Two", "vpc");
        assertThat(at.transport(one, two)).isEqualTo("none");
        assertThat(at.best(one, two).at("/choices/0/blocked").asText()).isEqualTo("not-connected");

        at.owner()
                .with("If-Match", "*")
                .put(
                        "/agents/" + two + "/transport",
                        Map.of("transport", "https", "endpoint_url", "https://two.example.com/"));
        assertThat(at.transport(one, two)).isEqualTo("https");
        at.owner().with("If-Match", "*").put("/agents/" + two + "/transport", Map.of("transport", "nats"));
        assertThat(at.transport(one, two)).isEqualTo("nats");

        at.owner().post("/agents/" + two + "/lock", Map.of("reason", "A test"));
        assertThat(at.transport(one, two)).isEqualTo("none");
        assertThat(at.best(two, one).at("/choices/0/blocked").asText()).isEqualTo("locked");
        await().atMost(SOON)
                .until(() -> at.rows("SELECT kind FROM agent_sides WHERE network_id = :id::uuid AND agent_id = '" + two
                                + "'")
                        .equals(List.of("locked")));
        at.owner().post("/agents/" + two + "/unlock", Map.of("reason", "A test"));
        assertThat(at.transport(one, two)).isEqualTo("nats");
    }

    @Test
    void theGraphOfAnAgentShowsAllInGroupsAndEachOnSomePage() {
        String ego = at.agent("Ego", NATS, Map.of(), "");
        String bridge = at.agent("Bridge", List.of("nats", "vpc"), Wired.vpc("vpc-1", "10.0.0.1"), "");
        String vpc = at.agent("Vpc", LEGACY, Wired.vpc("vpc-1", "10.0.0.2"), "");
        String open = at.agent("Open", LEGACY, Map.of(), "https://open.example.com/");
        String lost = at.agent("Lost", LEGACY, Wired.vpc("vpc-9", "10.0.0.3"), "");

        JsonNode whole = at.owner().get("/agents/" + ego + "/routes").json();
        assertThat(whole.path("peers").asInt()).isEqualTo(4);
        assertThat(whole.path("edges").findValuesAsText("peer")).containsExactlyInAnyOrder(bridge, vpc, open, lost);
        assertThat(whole.path("groups").findValuesAsText("transport"))
                .containsExactlyInAnyOrder("nats", "https", "relay", "none");
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = at.owner()
                    .get("/agents/" + ego + "/routes?limit=1" + cursor)
                    .json();
            page.path("edges").forEach(edge -> paged.add(edge.toString()));
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        List<String> all = new ArrayList<>();
        whole.path("edges").forEach(edge -> all.add(edge.toString()));
        assertThat(paged).isEqualTo(all);
        JsonNode relayed =
                at.owner().get("/agents/" + ego + "/routes?transport=relay").json();
        assertThat(relayed.path("edges").findValuesAsText("peer")).containsExactly(vpc);
        // The way back from a public endpoint is not the way there: nobody offers one here.
        assertThat(at.transport(ego, open)).isEqualTo("https");
        assertThat(at.transport(open, ego)).isEqualTo("none");
    }

    @Test
    void withoutAnAgentOrATransportTheForecastNamesWhatChanges() {
        String nats = at.agent("Meshed", NATS, Map.of(), "");
        String bridge = at.agent("Bridge", List.of("nats", "vpc"), Wired.vpc("vpc-1", "10.0.0.1"), "");
        String vpc = at.agent("Vpc", LEGACY, Wired.vpc("vpc-1", "10.0.0.2"), "");
        String path = at.path() + "/routes/what-if";

        JsonNode gone = at.owner().post(path, Map.of("agent", bridge)).json();
        assertThat(gone.path("pairs").asInt()).isEqualTo(6);
        assertThat(gone.path("lost").asInt()).isEqualTo(6);
        JsonNode without = at.owner()
                .post(path, Map.of("transport", "nats", "agent", nats))
                .json();
        assertThat(without.path("lost").asInt()).isEqualTo(4);
        assertThat(without.path("rerouted").asInt()).isZero();
        assertThat(at.member("viewer").post(path, Map.of("transport", "vpc")).status())
                .isEqualTo(200);
        // Nothing was really taken away.
        assertThat(at.transport(nats, vpc)).isEqualTo("relay");
        Api owner = at.owner();
        assertThat(owner.post(path, Map.of()).pointer()).isEqualTo("/agent");
        assertThat(owner.post(path, Map.of("transport", "pigeon")).status()).isEqualTo(422);
        assertThat(owner.post(path, Map.of("agent", "0123456789ab")).pointer()).isEqualTo("/agent");
        JsonNode ofOne =
                owner.post(path + "?from=" + vpc, Map.of("agent", bridge)).json();
        assertThat(ofOne.path("pairs").asInt()).isEqualTo(2);
        assertThat(ofOne.path("items").findValuesAsText("from")).containsExactly(vpc, vpc);
        assertThat(owner.post(path + "?from=0123456789ab", Map.of("agent", bridge))
                        .pointer())
                .isEqualTo("from");
        assertThat(owner.post(path + "?limit=1001", Map.of("agent", nats)).pointer())
                .isEqualTo("limit");
        assertThat(stranger.owner().post(path, Map.of("agent", nats)).status()).isEqualTo(404);
    }

    @Test
    void routesAreTheirTenantsAndMistakesAreNamed() {
        String one = at.agent("One", NATS, Map.of(), "");
        String two = at.agent("Two", NATS, Map.of(), "");
        String foreign = stranger.agent("Foreign", NATS, Map.of(), "");
        String best = at.path() + "/routes/best";

        assertThat(at.as(one).get(best + "?from=" + one + "&to=" + two).status())
                .isEqualTo(200);
        assertThat(stranger.as(foreign)
                        .get(best + "?from=" + one + "&to=" + two)
                        .status())
                .isEqualTo(404);
        assertThat(at.as(one).get("/agents/" + one + "/routes").status()).isEqualTo(401);
        assertThat(at.as(one).get(at.path() + "/routes").status()).isEqualTo(401);
        for (String path :
                List.of(at.path() + "/routes", "/agents/" + one + "/routes", best + "?from=" + one + "&to=" + two)) {
            assertThat(stranger.owner().get(path).status()).as(path).isEqualTo(404);
            assertThat(plane.api().get(path).status()).as(path).isEqualTo(401);
        }
        Api owner = at.owner();
        assertThat(owner.get(best + "?from=" + one + "&to=" + foreign).status()).isEqualTo(404);
        assertThat(owner.get(best + "?from=" + foreign + "&to=" + one).status()).isEqualTo(404);
        assertThat(owner.get(best + "?from=" + one).pointer()).isEqualTo("to");
        assertThat(owner.get(best + "?from=x&to=" + two).pointer()).isEqualTo("from");
        assertThat(owner.get(best + "?from=" + one + "&to=" + one).pointer()).isEqualTo("to");
        assertThat(owner.get("/agents/" + one + "/routes?transport=pigeon").pointer())
                .isEqualTo("transport");
        assertThat(owner.get(at.path() + "/routes?limit=0").pointer()).isEqualTo("limit");
        String cursor = owner.get("/agents/" + one + "/routes?limit=1").text("next_cursor");
        assertThat(cursor).isEmpty();
        String other = owner.get(at.path() + "/routes?limit=1").text("next_cursor");
        assertThat(owner.get("/agents/" + one + "/routes?cursor=" + other).code())
                .isEqualTo("bad-cursor");
    }
}
