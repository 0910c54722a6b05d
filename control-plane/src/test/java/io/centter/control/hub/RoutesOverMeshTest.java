package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.nats.client.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What agents are answered on `mesh.registry.routes`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesOverMeshTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private HubFixture at;
    private NetworkId network;
    private AgentId asking;
    private AgentId peer;
    private AgentId foreign;
    private HubFixture.Client client;

    @BeforeAll
    void begin(@TempDir Path directory) throws Exception {
        at = new HubFixture(directory);
        at.start(SOON);
        network = at.network("routes-a");
        asking = at.agent(network, "asking", Role.ASSISTANT);
        peer = at.agent(network, "peer", Role.ASSISTANT);
        foreign = at.agent(at.network("routes-b"), "foreign", Role.ASSISTANT);
        client = at.connect(at.issue(network, asking));
    }

    @AfterAll
    void end() {
        client.close();
        at.close();
    }

    @Test
    void theBestRouteIsTheVeryJsonThatHttpGives() throws Exception {
        await().atMost(SOON)
                .until(() -> at.plane.board.find(network, asking).orElseThrow().connected());
        // Two questions at one moment: a heartbeat may come between them.
        JsonNode best = await().atMost(SOON)
                .until(
                        () -> ask(Map.of("from", asking, "to", peer)),
                        asked -> asked.equals(
                                Wire.strict().<JsonNode>valueToTree(at.plane.routing.best(network, asking, peer))));
        assertThat(best.at("/route/transport").asText()).isEqualTo("nats");
        assertThat(ask(Map.of("from", peer, "to", asking)).at("/route/from").asText())
                .isEqualTo(peer.value());
    }

    @Test
    void withoutAGoalTheGraphOfTheAgentIsTheVeryJsonThatHttpGives() throws Exception {
        JsonNode graph = await().atMost(SOON)
                .until(
                        () -> ask(Map.of("from", asking)),
                        asked -> asked.equals(Wire.strict()
                                .<JsonNode>valueToTree(
                                        at.plane.routing.graph(network, asking, null, null, Optional.empty()))));
        assertThat(graph.at("/edges/0/peer").asText()).isEqualTo(peer.value());
        assertThat(graph.path("peers").asInt()).isEqualTo(1);
        assertThat(ask(Map.of("from", asking, "transport", "none")).path("edges"))
                .isEmpty();
        assertThat(ask(Map.of("from", asking, "cursor", "x")).path("code").asText())
                .isEqualTo("bad-cursor");
        assertThat(ask(Map.of("from", foreign)).path("status").asInt()).isEqualTo(404);
    }

    @Test
    void agentsOfOthersAreNotFoundAndMistakesAreNamed() throws Exception {
        for (Map<String, Object> question : List.<Map<String, Object>>of(
                Map.of("from", asking, "to", foreign),
                Map.of("from", foreign, "to", asking),
                Map.of("from", asking, "to", "0123456789ab"))) {
            assertThat(ask(question).path("status").asInt()).as("%s", question).isEqualTo(404);
        }
        for (Map<String, Object> question : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("to", peer),
                Map.of("from", asking, "limit", 501),
                Map.of("from", asking, "transport", "pigeon"),
                Map.of("from", asking, "to", "nobody"),
                Map.of("from", asking, "to", 7),
                Map.of("from", asking, "to", asking),
                Map.of("from", List.of(asking), "to", peer))) {
            JsonNode problem = ask(question);
            assertThat(problem.path("status").asInt()).as("%s", question).isEqualTo(422);
            assertThat(problem.at("/errors/0/pointer").asText()).isIn("/from", "/to", "/limit", "/transport");
        }
        assertThat(raw("[]").path("status").asInt()).isEqualTo(400);
        assertThat(raw("{").path("status").asInt()).isEqualTo(400);
        assertThat(raw("{\"to\": \"" + "a".repeat(20_000) + "\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(413);
    }

    @Test
    void whoIsInAnotherNetworkIsNotFoundHereEither() {
        NetworkId other = at.network("routes-c");
        AgentId there = at.agent(other, "there", Role.ASSISTANT);

        assertThat(at.plane.routing.best(network, asking, peer).route().from()).isEqualTo(asking);
        assertThatThrownBy(() -> at.plane.routing.best(network, asking, there)).isInstanceOf(Refused.NotFound.class);
    }

    private JsonNode ask(Map<String, Object> question) throws Exception {
        return raw(Wire.strict().writeValueAsString(question));
    }

    private JsonNode raw(String question) throws Exception {
        Message reply = client.connection.request(Subjects.ROUTES, question.getBytes(StandardCharsets.UTF_8), SOON);
        return Wire.tolerant().readTree(Objects.requireNonNull(reply).getData());
    }
}
