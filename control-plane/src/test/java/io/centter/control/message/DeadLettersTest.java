package io.centter.control.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Messages that nobody answers, and what people do with them. The other half, two hubs and lost notes, is
/// `LostNotesTest`.
@SuppressWarnings("try") // Closing a connection may be interrupted; the test then fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersTest {
    private static final Duration SHORT = Duration.ofMillis(200);

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
    void poisonousMessageDiesAndTheOthersFlowOn() throws Exception {
        Office.Agent weak = office.agent("Weak", "assistant");
        try (Connection connection = office.connect(weak)) {
            office.send(weak, "before");
            office.send(weak, "poison");
            for (int i = 0; i < 20; i++) {
                office.send(weak, "after" + i);
            }
            List<String> done = untilDead(connection, weak, 1);
            assertThat(done).hasSize(21).doesNotContain("poison");
        }
        JsonNode letter = letterOf(weak);
        assertThat(letter.at("/envelope/a2a").asText()).isEqualTo("poison");
        assertThat(letter.path("deliveries").asInt()).isEqualTo(2);
        assertThat(letter.path("proof").asText()).isEqualTo("proven");
        assertThat(office.inbox(weak).path("depth").asInt()).isZero();
        await().atMost(Office.SOON)
                .untilAsserted(() -> assertThat(events("hub.message.died").findValuesAsText("agent"))
                        .contains(weak.id()));
    }

    @Test
    void requeuedLetterComesBackAsTheMessageThatItWas() throws Exception {
        Office.Agent back = office.agent("Back", "assistant");
        try (Connection connection = office.connect(back)) {
            String id = office.send(back, "poison").text("message_id");
            untilDead(connection, back, 1);
            JsonNode letter = letterOf(back);
            String path = "/networks/" + office.network + "/dead-letters/" + letter.path("seq") + "/requeue";
            assertThat(office.owner.post(path, Map.of("reason", "fixed")).status())
                    .isEqualTo(202);
            Message again = Office.take(connection, back, 1, Office.SOON).getFirst();
            assertThat(new String(again.getData(), StandardCharsets.UTF_8)).contains(id);
            assertThat(again.getSubject())
                    .isEqualTo("mesh.agent." + back.id() + ".inbox."
                            + letter.at("/envelope/from").asText());
            again.ackSync(Office.SOON);
            await().atMost(Office.SOON)
                    .untilAsserted(() -> assertThat(office.owner
                                    .post(path, Map.of("reason", "twice"))
                                    .status())
                            .isEqualTo(404));
            assertThat(audited("dead-letter.requeue", letter)).isEqualTo("fixed");
        }
    }

    @Test
    void deletedLetterIsGoneAndOnlyOperatorsOfTheNetworkMay() throws Exception {
        Office.Agent gone = office.agent("Gone", "assistant");
        try (Connection connection = office.connect(gone)) {
            office.send(gone, "poison");
            untilDead(connection, gone, 1);
        }
        JsonNode letter = letterOf(gone);
        String path = "/networks/" + office.network + "/dead-letters/"
                + letter.path("seq").asText();
        Map<String, String> because = Map.of("reason", "no use");
        Api viewer = office.member("viewer");
        assertThat(viewer.get("/networks/" + office.network + "/dead-letters").code())
                .isEqualTo("insufficient-role");
        assertThat(viewer.post(path + "/requeue", because).code()).isEqualTo("insufficient-role");
        assertThat(delete(viewer, path, because).code()).isEqualTo("insufficient-role");
        Api stranger = office.person("stranger");
        assertThat(delete(stranger, path, because).status()).isEqualTo(404);
        String own = stranger.post("/networks", Map.of("name", "Own")).text("id");
        String theirs =
                "/networks/" + own + "/dead-letters/" + letter.path("seq").asText();
        assertThat(delete(stranger, theirs, because).status()).isEqualTo(404);
        assertThat(stranger.post(theirs + "/requeue", because).status()).isEqualTo(404);
        assertThat(delete(office.owner, path, Map.of()).pointer()).isEqualTo("/reason");
        assertThat(delete(office.owner, path + "x", because).status()).isEqualTo(404);
        assertThat(delete(office.owner, path, because).status()).isEqualTo(204);
        assertThat(delete(office.owner, path, because).status()).isEqualTo(404);
        assertThat(audited("dead-letter.delete", letter)).isEqualTo("no use");
        await().atMost(Office.SOON)
                .untilAsserted(
                        () -> assertThat(events("hub.dead-letter.deleted").findValuesAsText("agent"))
                                .contains(gone.id()));
    }

    @Test
    void lettersArePagedAndWhatNobodyWouldTakeIsNotRequeued() throws Exception {
        Office.Agent full = office.agent("Full", "assistant");
        try (Connection connection = office.connect(full)) {
            office.owner.post("/agents/" + full.id() + "/message", Map.of("a2a", "poison 1", "ttl_ms", 500));
            office.send(full, "poison 2");
            office.send(full, "poison 3");
            untilDead(connection, full, 3);
        }
        String list = "/networks/" + office.network + "/dead-letters?agent=" + full.id();
        Api.Answer page = office.owner.get(list + "&limit=2");
        assertThat(page.json().path("items").findValuesAsText("a2a")).hasSize(2);
        Api.Answer rest = office.owner.get(list + "&limit=2&cursor=" + page.text("next_cursor"));
        assertThat(rest.json().path("items").size()).isEqualTo(1);
        assertThat(office.owner.get(list + "x").pointer()).isEqualTo("agent");
        List<JsonNode> all = new ArrayList<>();
        page.json().path("items").forEach(all::add);
        rest.json().path("items").forEach(all::add);
        JsonNode stale = all.stream()
                .filter(one -> one.at("/envelope/ttl_ms").asInt() == 500)
                .findFirst()
                .orElseThrow();
        Map<String, String> because = Map.of("reason", "try");
        String path = "/networks/" + office.network + "/dead-letters/";
        assertThat(office.owner
                        .post(path + stale.path("seq").asText() + "/requeue", because)
                        .code())
                .isEqualTo("message-expired");
        office.owner.with("If-Match", "*").delete("/agents/" + full.id());
        assertThat(office.owner
                        .post(path + all.getFirst().path("seq").asText() + "/requeue", because)
                        .code())
                .isEqualTo("agent-gone");
    }

    /// Answers all but what is called poison, until so many are dead.
    ///
    /// @return what was answered
    private List<String> untilDead(Connection connection, Office.Agent agent, int deaths) {
        List<String> done = new ArrayList<>();
        await().atMost(Office.SOON).until(() -> {
            for (Message message : Office.take(connection, agent, 30, SHORT)) {
                String text = content(message);
                if (!text.startsWith("poison")) {
                    done.add(text);
                    message.ack();
                }
            }
            return office.owner
                            .get("/networks/" + office.network + "/dead-letters?agent=" + agent.id())
                            .json()
                            .path("items")
                            .size()
                    == deaths;
        });
        return done;
    }

    private static String content(Message message) throws IOException {
        return Wire.tolerant().readTree(message.getData()).path("a2a").asText();
    }

    private JsonNode letterOf(Office.Agent agent) {
        return office.owner
                .get("/networks/" + office.network + "/dead-letters?agent=" + agent.id())
                .json()
                .at("/items/0");
    }

    private JsonNode events(String topic) {
        return office.owner
                .get("/networks/" + office.network + "/events?topic=" + topic)
                .json()
                .path("items");
    }

    private String audited(String action, JsonNode letter) {
        return office.owner
                .get("/networks/" + office.network + "/audit?action=" + action + "&target=dead-letter:"
                        + letter.path("seq").asText())
                .json()
                .at("/items/0/reason")
                .asText();
    }

    private static Api.Answer delete(Api by, String path, Map<String, String> body) throws IOException {
        return by.with("Content-Type", "application/json")
                .send(
                        "DELETE",
                        path,
                        HttpRequest.BodyPublishers.ofString(Wire.strict().writeValueAsString(body)));
    }
}
