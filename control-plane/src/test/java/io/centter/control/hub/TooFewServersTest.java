package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.control.refusal.Refused;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More copies are wanted than there are servers to keep them.
class TooFewServersTest {
    private static final Duration LATER = Duration.ofSeconds(20);

    @Test
    void isSaidWithTheRemedyAndNothingIsIssuedThatCouldNotBeUsed(@TempDir Path directory) {
        try (EmbeddedPlane plane = EmbeddedPlane.start(directory, Map.of("nats.replicas", "3"))) {
            Api api = new Api(plane.http(), Map.of());
            Api person = api.as(api.post(
                            "/auth/register",
                            Map.of("email", "ops@example.com", "password", "correct horse battery", "name", "Ops"))
                    .text("token"));
            await().atMost(LATER)
                    .untilAsserted(() -> assertThat(person.get("/nats/health").text("detail"))
                            .startsWith("nats.replicas is 3, but the broker has 1 server: add servers, or set"));
            String network = person.post("/networks", Map.of("name", "Ops")).text("id");
            String agent = person.post("/networks/" + network + "/agents", Map.of("name", "One", "slug", "one"))
                    .json()
                    .at("/agent/id")
                    .asText();
            Api.Answer issued = person.post("/agents/" + agent + "/nats/credentials");
            assertThat(issued.status()).isEqualTo(503);
            assertThat(issued.text("code")).isEqualTo("too-few-servers");
            assertThat(issued.text("detail")).contains("nats.replicas", "add servers");
        }
    }

    @Test
    void mostOfTheServersThatAreWantedKeepAsManyCopies(@TempDir Path directory) throws Exception {
        try (HubFixture at = new HubFixture(directory, 2, 3)) {
            at.start(LATER);
            NetworkId network = at.network("two");
            AgentId agent = at.agent(network, "one", Role.ASSISTANT);
            IssuedCredentials _ = await().atMost(LATER)
                    .ignoreExceptionsInstanceOf(Refused.Unavailable.class)
                    .until(() -> at.issue(network, agent), Objects::nonNull);
            at.plane.hub.mesh().store(network, Subjects.inbox(agent, agent), "one", new byte[] {1});
            assertThat(copies(at, network)).isEqualTo(2);
            assertThat(at.plane.hub.health().detail()).contains("nats.replicas is 3");
        }
    }

    private static int copies(HubFixture at, NetworkId network) throws Exception {
        return at.plane
                .hub
                .mesh()
                .visit(
                        network,
                        in -> in.jetStreamManagement()
                                .getStreamInfo(Subjects.MESSAGES_STREAM)
                                .getConfiguration()
                                .getReplicas());
    }

    @Test
    void whatIsAwayIsToldByHowManyAreLeft() {
        assertThat(RollCall.judge(3, 3, 3)).isNull();
        assertThat(RollCall.judge(1, 1, 1)).isNull();
        assertThat(RollCall.judge(2, 3, 3)).startsWith("2 of 3 servers answer: everything goes on");
        assertThat(RollCall.judge(1, 3, 3)).startsWith("1 of 3 servers answers: nothing can be stored");
        assertThat(RollCall.judge(3, 3, 5)).contains("nats.replicas is 5", "3 servers");
    }
}
