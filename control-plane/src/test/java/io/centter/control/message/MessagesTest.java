package io.centter.control.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Messages over HTTP, into inboxes that are looked at.
@SuppressWarnings("try") // Closing a connection may be interrupted; the test then fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
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
    void whatAPersonSendsIsTakenByTheAgentFromASenderThatIsNoAgent() throws Exception {
        Office.Agent linda = office.agent("Linda", "assistant");
        Api.Answer sent = office.send(linda, Map.of("text", "hello"));
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.json().path("stream_seq").asLong()).isPositive();
        assertThat(sent.json().path("duplicate").asBoolean()).isFalse();
        JsonNode before = office.inbox(linda);
        assertThat(before.path("open").asBoolean()).isFalse();
        assertThat(before.path("depth").asInt()).isEqualTo(1);
        try (Connection connection = office.connect(linda)) {
            JsonNode inbox = office.inbox(linda);
            assertThat(inbox.path("open").asBoolean()).isTrue();
            assertThat(inbox.path("waiting").asInt()).isEqualTo(1);
            assertThat(inbox.path("oldest_at").asText()).isNotEmpty();
            List<Message> taken = Office.take(connection, linda, 1, Office.SOON);
            JsonNode envelope = Wire.tolerant().readTree(taken.getFirst().getData());
            String me = "user-" + office.owner.get("/auth/me").text("id");
            assertThat(envelope.path("from").asText()).isEqualTo(me);
            assertThat(envelope.path("id").asText()).isEqualTo(sent.text("message_id"));
            assertThat(envelope.at("/a2a/text").asText()).isEqualTo("hello");
            assertThat(taken.getFirst().getSubject()).isEqualTo("mesh.agent." + linda.id() + ".inbox." + me);
            assertThat(office.inbox(linda).path("pending_acks").asInt()).isEqualTo(1);
            taken.getFirst().ackSync(Office.SOON);
        }
        assertThat(office.inbox(linda).path("depth").asInt()).isZero();
        JsonNode line = office.owner
                .get("/networks/" + office.network + "/audit?action=message.send&target=agent:" + linda.id())
                .json()
                .at("/items/0");
        assertThat(line.at("/after/message_id").asText()).isEqualTo(sent.text("message_id"));
    }

    @Test
    void agentSendsAsItselfToItsPeersAndToNobodyElse() {
        Office.Agent nora = office.agent("Nora", "assistant");
        Office.Agent sol = office.agent("Sol", "assistant");
        Office.Agent reader = office.agent("Reader", "analyst");
        String message = "/agents/" + sol.id() + "/message";
        assertThat(nora.api().post(message, Map.of("type", "result")).status()).isEqualTo(202);
        JsonNode seen = messages(sol).get(0);
        assertThat(seen.at("/envelope/from").asText()).isEqualTo(nora.id());
        assertThat(seen.at("/envelope/type").asText()).isEqualTo("result");
        assertThat(seen.path("proof").asText()).isEqualTo("proven");
        assertThat(nora.api().post(message, Map.of("from", sol.id())).code()).isEqualTo("unknown-field");
        assertThat(reader.api().post(message, Map.of()).code()).isEqualTo("role-sends-nothing");

        Api stranger = office.person("stranger");
        String elsewhere =
                stranger.post("/networks", Map.of("name", "Elsewhere")).text("id");
        Office.Agent foreign = office.agent(stranger, elsewhere, "Foreign", "coordinator");
        assertThat(foreign.api().post(message, Map.of()).status()).isEqualTo(404);
        assertThat(nora.api()
                        .post("/agents/" + foreign.id() + "/message", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(nora.api().post("/agents/0123456789ab/message", Map.of()).status())
                .isEqualTo(404);
        assertThat(stranger.post(message, Map.of()).status()).isEqualTo(404);
        assertThat(office.member("viewer").post(message, Map.of()).code()).isEqualTo("insufficient-role");
        assertThat(messages(sol).size()).isEqualTo(1);
    }

    @Test
    void sameKeyOrSameIdIsStoredOnce() {
        Office.Agent to = office.agent("Once", "assistant");
        String path = "/agents/" + to.id() + "/message";
        Api once = office.owner.with("Idempotency-Key", "k-" + to.id());
        Api.Answer first = once.post(path, Map.of("a2a", Map.of("n", 1)));
        Api.Answer again = once.post(path, Map.of("a2a", Map.of("n", 1)));
        assertThat(again.text("message_id")).isEqualTo(first.text("message_id"));
        assertThat(again.json().path("stream_seq")).isEqualTo(first.json().path("stream_seq"));
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(once.post(path, Map.of("a2a", Map.of("n", 2))).code()).isEqualTo("idempotency-key-reused");

        String id = UUID.randomUUID().toString();
        assertThat(office.owner
                        .post(path, Map.of("id", id))
                        .json()
                        .path("duplicate")
                        .asBoolean())
                .isFalse();
        assertThat(office.owner
                        .post(path, Map.of("id", id))
                        .json()
                        .path("duplicate")
                        .asBoolean())
                .isTrue();
        assertThat(messages(to).size()).isEqualTo(2);
    }

    @Test
    void whatBecameOfAConversationIsTold() throws Exception {
        Office.Agent asked = office.agent("Asked", "assistant");
        Office.Agent other = office.agent("Other", "assistant");
        String id = office.owner
                .post("/agents/" + asked.id() + "/message", Map.of("a2a", Map.of("n", 1)))
                .text("message_id");
        try (Connection connection = office.connect(asked)) {
            connection
                    .jetStream()
                    .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, asked.id()))
                    .fetch(1, Office.SOON)
                    .getFirst()
                    .ackSync(Office.SOON);
        }
        asked.api().post("/agents/" + other.id() + "/message", Map.of("correlation_id", id));
        String path = "/networks/" + office.network + "/messages?correlation_id=" + id;
        await().atMost(Office.SOON)
                .untilAsserted(() -> assertThat(office.owner.get(path).json().path("fates"))
                        .extracting(fate -> fate.path("state").asText())
                        .containsExactly("handled", "waiting"));
        JsonNode fates = office.owner.get(path).json().path("fates");
        assertThat(fates.get(0).path("id").asText()).isEqualTo(id);
        assertThat(fates.get(0).path("from").asText()).startsWith("user-");
        assertThat(fates.get(0).path("deliveries").asInt()).isEqualTo(1);
        assertThat(fates.get(0).path("at").asText())
                .isGreaterThan(fates.get(0).path("stored_at").asText());
        assertThat(fates.get(1).path("from").asText()).isEqualTo(asked.id());
        assertThat(fates.get(1).path("correlation_id").asText()).isEqualTo(id);
    }

    /// As when the process is killed between the stream's acknowledgement and its record, and asked again after the
    /// stream has forgotten the id.
    @Test
    void retryAfterALongTimeIsNotStoredASecondTime() throws Exception {
        Office.Agent to = office.agent("Late", "assistant");
        String path = "/agents/" + to.id() + "/message";
        Api late = office.owner.with("Idempotency-Key", "late-" + to.id());
        Api.Answer first = late.post(path, Map.of("a2a", Map.of("n", 1)));
        forgetAnswer("late-" + to.id());
        Api.Answer again = late.post(path, Map.of("a2a", Map.of("n", 1)));
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(again.json().path("stream_seq")).isEqualTo(first.json().path("stream_seq"));
        assertThat(messages(to).size()).isEqualTo(1);

        Connection connection = office.connect(to);
        var inbox = connection
                .jetStream()
                .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, to.id()));
        inbox.fetch(1, Office.SOON).getFirst().ackSync(Office.SOON);
        connection.close();
        await().atMost(Office.SOON).until(() -> forgetFate(first.text("message_id")) == 1);
        forgetAnswer("late-" + to.id());
        assertThat(late.post(path, Map.of("a2a", Map.of("n", 1))).code()).isEqualTo("outcome-unknown");
        assertThat(messages(to).size()).isZero();
    }

    /// As where nobody heard of it.
    private int forgetFate(String id) {
        return office.sql()
                .withHandle(handle -> handle.execute(
                        "DELETE FROM message_fates WHERE message_id = CAST(? AS uuid) AND handled_at IS NOT NULL", id));
    }

    /// The answer's place in the stream is lost, and the request was made eleven minutes ago.
    private void forgetAnswer(String key) {
        int changed = office.sql().withHandle(handle -> handle.execute("""
                UPDATE idempotency_keys SET created_at = created_at - interval '11 minutes',
                    response = regexp_replace(response, '"stream_seq":[0-9]+', '"stream_seq":0')
                WHERE key = ?
                """, key));
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void whatIsHandedOnAndEachTokenAreCountedAsUsed() {
        Office.Agent from = office.agent("Counted", "assistant");
        Office.Agent to = office.agent("Counter", "assistant");
        for (int i = 0; i < 3; i++) {
            from.api().post("/agents/" + to.id() + "/message", Map.of());
        }
        String key = from.api().headers().get("X-Agent-Key");
        Api.Answer token = office.owner.post(
                "/networks/" + office.network + "/auth/token",
                Map.of(
                        "agent_id", from.id(),
                        "api_key", String.valueOf(key),
                        "scopes", List.of(),
                        "audience", "urn:centter:network:" + office.network));
        assertThat(token.text("token")).isNotEmpty();
        await().atMost(Office.SOON)
                .untilAsserted(() -> assertThat(used(from, "messages_relayed")).isEqualTo(3));
        await().atMost(Office.SOON)
                .untilAsserted(() -> assertThat(used(from, "tokens_issued")).isEqualTo(1));
    }

    private int used(Office.Agent agent, String metric) {
        for (JsonNode line : office.owner
                .get("/networks/" + office.network + "/usage?group=agent&metric=" + metric)
                .json()
                .path("items")) {
            if (line.path("agent_id").asText().equals(agent.id())) {
                return line.path("amount").asInt();
            }
        }
        return 0;
    }

    @Test
    void whatCannotBeAnEnvelopeIsNamed() {
        Office.Agent to = office.agent("Strict", "assistant");
        String path = "/agents/" + to.id() + "/message";
        assertThat(office.owner.post(path, Map.of("ttl_ms", 0)).pointer()).isEqualTo("/ttl_ms");
        assertThat(office.owner.post(path, Map.of("ttl_ms", 604_800_001L)).pointer())
                .isEqualTo("/ttl_ms");
        assertThat(office.owner.post(path, Map.of("type", "song")).pointer()).isEqualTo("/type");
        assertThat(office.owner.post(path, Map.of("reply_to", "nobody")).pointer())
                .isEqualTo("/reply_to");
        assertThat(office.owner.post(path, Map.of("on_behalf_of", List.of("*"))).pointer())
                .startsWith("/on_behalf_of");
        assertThat(office.owner
                        .post(path, Map.of("on_behalf_of", Collections.nCopies(17, to.id())))
                        .pointer())
                .isEqualTo("/on_behalf_of");
        Api.Answer large = office.send(to, "x".repeat(70_000));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.code()).isEqualTo("message-too-large");
        assertThat(messages(to).size()).isZero();
    }

    @Test
    void conversationIsFoundByTheIdThatItAnswers() {
        Office.Agent one = office.agent("One", "assistant");
        Office.Agent two = office.agent("Two", "assistant");
        String id = office.send(one, Map.of("ask", 1)).text("message_id");
        one.api().post("/agents/" + two.id() + "/message", Map.of("type", "result", "correlation_id", id));
        office.send(two, Map.of("other", 1));
        JsonNode trace = office.owner
                .get("/networks/" + office.network + "/messages?correlation_id=" + id)
                .json();
        assertThat(trace.path("waiting").findValuesAsText("agent")).containsExactly(one.id(), two.id());
        assertThat(trace.path("complete").asBoolean()).isTrue();
        long seq = trace.at("/waiting/1/seq").asLong();
        assertThat(office.owner
                        .get("/networks/" + office.network + "/messages/" + seq)
                        .json())
                .isEqualTo(trace.at("/waiting/1"));
        String base = "/networks/" + office.network + "/messages";
        assertThat(office.owner.get(base).pointer()).isEqualTo("correlation_id");
        assertThat(office.owner.get(base + "?correlation_id=7").pointer()).isEqualTo("correlation_id");
        assertThat(office.owner.get(base + "/999999").status()).isEqualTo(404);
        assertThat(office.owner.get(base + "/none").status()).isEqualTo(404);
        assertThat(office.member("viewer").get(base + "/" + seq).code()).isEqualTo("insufficient-role");
        assertThat(office.person("stranger").get(base + "/" + seq).status()).isEqualTo(404);
    }

    @Test
    void inboxesArePagedAndCounted() {
        Office.Agent busy = office.agent("Busy", "assistant");
        for (int i = 0; i < 5; i++) {
            office.send(busy, i);
        }
        Api.Answer page = office.owner.get("/agents/" + busy.id() + "/inbox/messages?limit=3");
        assertThat(page.json().path("items").findValuesAsText("a2a")).containsExactly("0", "1", "2");
        Api.Answer rest =
                office.owner.get("/agents/" + busy.id() + "/inbox/messages?limit=3&cursor=" + page.text("next_cursor"));
        assertThat(rest.json().path("items").findValuesAsText("a2a")).containsExactly("3", "4");
        assertThat(rest.json().has("next_cursor")).isFalse();
        int depth = 0;
        String cursor = "";
        do {
            JsonNode inboxes = office.owner
                    .get("/networks/" + office.network + "/inboxes?limit=1" + cursor)
                    .json();
            if (inboxes.at("/items/0/agent").asText().equals(busy.id())) {
                depth = inboxes.at("/items/0/depth").asInt();
            }
            cursor = inboxes.has("next_cursor")
                    ? "&cursor=" + inboxes.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(depth).isEqualTo(5);
        assertThat(office.person("stranger")
                        .get("/agents/" + busy.id() + "/inbox")
                        .status())
                .isEqualTo(404);
        assertThat(busy.api()
                        .get("/agents/" + busy.id() + "/inbox")
                        .json()
                        .path("depth")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void streamsSayWhatTheyHoldAndMayHold() {
        office.send(office.agent("Any", "assistant"), 1);
        JsonNode streams = office.member("viewer")
                .get("/networks/" + office.network + "/nats/streams")
                .json()
                .path("items");
        assertThat(streams.findValuesAsText("name")).containsExactlyInAnyOrder("AGENT_MESSAGES", "AGENT_EVENTS");
        for (JsonNode stream : streams) {
            boolean messages = stream.path("name").asText().equals("AGENT_MESSAGES");
            assertThat(stream.path("when_full").asText()).isEqualTo(messages ? "refuse" : "drop-oldest");
            assertThat(stream.path("max_bytes").asLong()).isPositive().isLessThan(256L << 20);
            assertThat(stream.path("max_message_size").asInt()).isEqualTo(65_536);
            assertThat(stream.path("max_consumers").asInt()).isPositive();
        }
    }

    private JsonNode messages(Office.Agent agent) {
        return office.owner
                .get("/agents/" + agent.id() + "/inbox/messages")
                .json()
                .path("items");
    }
}
