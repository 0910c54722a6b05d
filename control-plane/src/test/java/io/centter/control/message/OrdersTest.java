package io.centter.control.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Orders to agents, what happened on the mesh, and a broker that is not there.
@SuppressWarnings("try") // Closing a connection may be interrupted; the test then fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersTest {
    private Office office;

    @BeforeAll
    void begin(@TempDir Path directory) {
        office = new Office(directory);
    }

    @AfterAll
    void end() {
        office.close();
    }

    @Test
    void connectedAgentIsToldOnceAndItIsOnRecord() throws Exception {
        Office.Agent agent = office.agent("Ordered", "assistant");
        String path = "/agents/" + agent.id() + "/control";
        Map<String, String> order = Map.of("order", "pause", "reason", "too many mails");
        assertThat(office.owner.post(path, order).code()).isEqualTo("agent-not-connected");
        try (Connection connection = office.connect(agent)) {
            Subscription orders = connection.subscribe("mesh.control." + agent.id());
            connection.flush(Office.SOON);
            await().atMost(Office.SOON)
                    .until(() -> office.owner
                            .get("/agents/" + agent.id() + "/presence")
                            .json()
                            .path("connected")
                            .asBoolean());
            Api once = office.owner.with("Idempotency-Key", "order");
            Api.Answer given = once.post(path, order);
            assertThat(given.status()).isEqualTo(202);
            assertThat(once.post(path, order).json()).isEqualTo(given.json());
            Message told = Objects.requireNonNull(orders.nextMessage(Office.SOON));
            JsonNode command = Wire.tolerant().readTree(told.getData());
            assertThat(command.path("command").asText()).isEqualTo("pause");
            assertThat(command.path("reason").asText()).isEqualTo("too many mails");
            assertThat(Instant.parse(command.path("until").asText())).isEqualTo(Instant.parse(given.text("until")));
            office.owner.post(path, Map.of("order", "resume", "reason", "done"));
            assertThat(Objects.requireNonNull(orders.nextMessage(Office.SOON)).getData())
                    .as("the repetition was told to nobody")
                    .asString()
                    .contains("resume");
        }
        assertThat(office.owner
                        .get("/networks/" + office.network + "/audit?action=agent.order&target=agent:" + agent.id())
                        .json()
                        .path("items")
                        .findValuesAsText("reason"))
                .containsExactly("done", "too many mails");
        assertThat(office.member("viewer").post(path, order).code()).isEqualTo("insufficient-role");
        assertThat(office.person("stranger").post(path, order).status()).isEqualTo(404);
        assertThat(agent.api().post(path, order).status()).isEqualTo(401);
        assertThat(office.owner
                        .post(path, Map.of("order", "dance", "reason", "x"))
                        .pointer())
                .isEqualTo("/order");
        assertThat(office.owner.post(path, Map.of("order", "drain")).pointer()).isEqualTo("/reason");
    }

    @Test
    void eventsAreReplayedFromAPlaceFromATimeAndByTopic() throws Exception {
        Office.Agent teller = office.agent("Teller", "coordinator");
        Instant begin = Instant.now();
        JsonNode first = replay("");
        long place = first.path("next_after_seq").asLong();
        try (Connection connection = office.connect(teller)) {
            for (int i = 0; i < 3; i++) {
                connection
                        .jetStream()
                        .publish("mesh.event.deploy.finished", ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8));
            }
            connection.jetStream().publish("mesh.event.deploy.odd", "no json".getBytes(StandardCharsets.UTF_8));
            JsonNode two = replay("?topic=deploy.%3E&limit=2&after_seq=" + place);
            assertThat(two.path("items").findValuesAsText("n")).containsExactly("0", "1");
            assertThat(two.path("more").asBoolean()).isTrue();
            JsonNode rest = replay("?topic=deploy.%3E&limit=2&after_seq="
                    + two.path("next_after_seq").asText());
            assertThat(rest.path("items").findValuesAsText("topic")).containsExactly("deploy.finished", "deploy.odd");
            assertThat(rest.at("/items/1").has("event")).isFalse();
            assertThat(rest.at("/items/0/hub").asBoolean()).isFalse();
            assertThat(rest.path("more").asBoolean()).isFalse();
            assertThat(replay("?topic=deploy.finished&from=" + begin)
                            .path("items")
                            .size())
                    .isEqualTo(3);
            assertThat(replay("?from=" + Instant.now().plusSeconds(60))
                            .path("items")
                            .size())
                    .isZero();

            Message answer = Objects.requireNonNull(connection.request(
                    "mesh.registry.events",
                    ("{\"topic\":\"deploy.>\",\"limit\":2,\"after_seq\":" + place + "}")
                            .getBytes(StandardCharsets.UTF_8),
                    Office.SOON));
            assertThat(Wire.tolerant().readTree(answer.getData())).isEqualTo(two);
            Message refused = Objects.requireNonNull(connection.request(
                    "mesh.registry.events", "{\"limit\":0}".getBytes(StandardCharsets.UTF_8), Office.SOON));
            assertThat(refused.getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("422");
        }
    }

    @Test
    void mistakesInAQuestionAboutThePastAreNamed() {
        Office.Agent teller = office.agent("Asker", "coordinator");
        Instant begin = Instant.now();
        String path = "/networks/" + office.network + "/events";
        assertThat(office.owner.get(path + "?after_seq=-1").pointer()).isEqualTo("/after_seq");
        assertThat(office.owner.get(path + "?after_seq=x").pointer()).isEqualTo("after_seq");
        assertThat(office.owner.get(path + "?after_seq=1&from=" + begin).pointer())
                .isEqualTo("/from");
        assertThat(office.owner.get(path + "?topic=a..b").pointer()).isEqualTo("/topic");
        assertThat(office.owner.get(path + "?limit=501").pointer()).isEqualTo("limit");
        assertThat(office.person("stranger").get(path).status()).isEqualTo(404);
        assertThat(teller.api().get(path).status()).isEqualTo(401);
    }

    @Test
    void agentWithoutTheRightGetsNoPastEvents() throws Exception {
        Office.Agent assistant = office.agent("Curious", "assistant");
        try (Connection connection = office.connect(assistant)) {
            assertThat(connection.request("mesh.registry.events", new byte[0], Duration.ofMillis(500)))
                    .isNull();
        }
    }

    @Test
    void consoleAndCoordinatorFindAgentsAsMicroServices() throws Exception {
        JsonNode console = office.owner
                .post("/networks/" + office.network + "/nats/console-credentials")
                .json();
        Office.Agent agent = office.agent("Micro", "assistant");
        try (Connection connection = office.connect(agent);
                Connection asking = Office.connect(console)) {
            // As the SDK's service face does; what it answers is tested there.
            connection
                    .createDispatcher(message -> connection.publish(message.getReplyTo(), message.getData()))
                    .subscribe("$SRV.PING.agents");
            connection.flush(Office.SOON);
            assertThat(asking.request("$SRV.PING.agents", "well".getBytes(StandardCharsets.UTF_8), Office.SOON))
                    .isNotNull();
        }
    }

    private JsonNode replay(String query) {
        Api.Answer answer = office.owner.get("/networks/" + office.network + "/events" + query);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }
}
