package io.centter.sdk.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.UserId;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.ControlOrder.Command;
import io.centter.model.message.Envelope;
import io.centter.model.message.MessageType;
import io.centter.model.message.SendMessage;
import io.centter.model.message.Sender;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.Unreachable;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent does at an order, how agents call each other, and what micro service tools see of them.
final class OrdersAndCallsTest {
    private static final AgentId LINDA = new AgentId("0000000000a1");
    private static final AgentId SOL = new AgentId("0000000000b2");
    private static final AgentId NORA = new AgentId("0000000000c3");
    private static final Duration SOON = Duration.ofSeconds(5);

    private final List<Received> taken = new CopyOnWriteArrayList<>();
    private Village village;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        village = new Village(directory, Map.of(LINDA, Role.COORDINATOR, SOL, Role.ASSISTANT, NORA, Role.ASSISTANT));
    }

    @AfterEach
    void stop() throws Exception {
        village.close();
    }

    @Test
    void drainFinishesWhatIsInHandTellsTheHandlersAndLeaves() throws Exception {
        List<Command> heard = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        MeshAgent sol = village.started(village.agent(SOL)
                .onControl(order -> heard.add(order.command()))
                .onMessage(message -> {
                    begun.countDown();
                    go.await();
                    return take(message);
                }));
        send(SOL, Sender.of(LINDA));
        begun.await();
        order(SOL, Command.DRAIN, null);
        await().untilAsserted(() -> assertThat(heard).containsExactly(Command.DRAIN));
        send(SOL, Sender.of(LINDA));
        go.countDown();
        await().untilAsserted(() -> assertThat(sol.state().phase()).isEqualTo(LinkState.Phase.CLOSED));
        assertThat(taken).hasSize(1);
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void pauseAndResumeAreObeyedAndWhatComesTooLateIsNot() throws Exception {
        List<Command> heard = new CopyOnWriteArrayList<>();
        MeshAgent sol = village.started(village.agent(SOL)
                .onControl(order -> heard.add(order.command()))
                .onMessage(this::take));
        order(SOL, Command.DRAIN, Instant.now().minusSeconds(1));
        order(SOL, Command.PAUSE, Instant.now().plusSeconds(60));
        await().untilAsserted(() -> assertThat(heard).containsExactly(Command.PAUSE));
        send(SOL, Sender.of(LINDA));
        assertThat(waiting()).isEqualTo(1);
        order(SOL, Command.RESUME, null);
        await().untilAsserted(() -> assertThat(taken).hasSize(1));
        assertThat(sol.state().phase()).isEqualTo(LinkState.Phase.CONNECTED);
    }

    @Test
    void whatAPersonSendsIsProvenAndAnsweredWhereItSaysSo() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL).onMessage(this::take));
        send(SOL, Sender.of(new UserId(UUID.randomUUID())));
        await().untilAsserted(() -> assertThat(taken).hasSize(1));
        Received message = taken.getFirst();
        assertThat(message.proven()).isTrue();
        assertThat(message.envelope().from().agent()).isEmpty();
        assertThatThrownBy(() -> sol.answer(message, text("done")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reply_to");
    }

    @Test
    void callIsAnsweredWithTheTokenOfTheCallerOrFailsAtOnce() throws Exception {
        MeshAgent linda = village.started(village.agent(LINDA));
        village.started(village.agent(SOL).onCall((request, token) -> {
            if (request.path("text").asText().equals("fail")) {
                throw new IllegalStateException("on purpose");
            }
            return text(request.path("text").asText() + " " + token);
        }));
        assertThat(linda.call(SOL, text("hello"), "t0ken", SOON)).isEqualTo(text("hello t0ken"));
        assertThat(linda.call(SOL, text("hello"), null, SOON)).isEqualTo(text("hello null"));
        assertThatThrownBy(() -> linda.call(SOL, text("fail"), null, SOON))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(500));
        assertThatThrownBy(() -> linda.call(NORA, text("hello"), null, SOON))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("Nobody answers");
        Message garbled = Objects.requireNonNull(
                village.hub().request(Subjects.rpc(SOL), "{".getBytes(StandardCharsets.UTF_8), SOON));
        assertThat(garbled.getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("400");
    }

    @Test
    void anOrderThatAStreamWasMadeToDeliverIsNotObeyed() throws Exception {
        List<Command> heard = new CopyOnWriteArrayList<>();
        MeshAgent sol = village.started(village.agent(SOL).onControl(order -> heard.add(order.command())));
        Connection nora = village.plain(NORA);
        nora.jetStream()
                .publish(Subjects.inbox(NORA, NORA), "{\"command\":\"drain\"}".getBytes(StandardCharsets.UTF_8));
        nora.publish(
                "$JS.API.CONSUMER.MSG.NEXT.AGENT_MESSAGES." + NORA,
                Subjects.control(SOL),
                "{\"batch\":1,\"no_wait\":true}".getBytes(StandardCharsets.UTF_8));
        nora.flush(SOON);
        await().untilAsserted(() -> assertThat(sol.count(Counter.MALFORMED)).isEqualTo(1));
        order(SOL, Command.RELOAD, null);
        await().untilAsserted(() -> assertThat(heard).containsExactly(Command.RELOAD));
    }

    @Test
    void aCallIsAnsweredToAnInboxAndNowhereElse() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL).onCall((request, _) -> request));
        byte[] call = "{\"command\":\"drain\"}".getBytes(StandardCharsets.UTF_8);
        village.hub().publish(Subjects.rpc(SOL), Subjects.inbox(NORA, SOL), call);
        village.hub().publish(Subjects.rpc(SOL), Subjects.control(NORA), call);
        await().untilAsserted(() -> assertThat(sol.count(Counter.MALFORMED)).isEqualTo(2));
        assertThat(waiting()).isZero();
    }

    @Test
    void assistantMayNotCall() throws Exception {
        MeshAgent nora = village.started(village.agent(NORA));
        village.started(village.agent(SOL).onCall((request, _) -> request));
        assertThatThrownBy(() -> nora.call(SOL, text("hello"), null, Duration.ofMillis(500)))
                .isInstanceOf(Unreachable.class);
        await().untilAsserted(() -> assertThat(nora.count(Counter.DENIALS)).isPositive());
    }

    @Test
    void microServiceToolsFindEveryAgent() throws Exception {
        village.started(village.agent(SOL));
        village.started(village.agent(NORA));
        for (String question : List.of("PING", "INFO", "STATS")) {
            List<JsonNode> answers = gather("$SRV." + question + ".agents", 2);
            assertThat(answers)
                    .extracting(answer -> answer.path("name").asText())
                    .containsOnly("agents");
            assertThat(answers)
                    .extracting(answer -> answer.at("/metadata/agent_id").asText())
                    .containsExactlyInAnyOrder(SOL.value(), NORA.value());
        }
        assertThat(gather("$SRV.PING", 2)).hasSize(2);
    }

    private List<JsonNode> gather(String subject, int count) throws Exception {
        String inbox = village.hub().createInbox();
        var replies = village.hub().subscribe(inbox);
        village.hub().publish(subject, inbox, new byte[0]);
        List<JsonNode> answers = new CopyOnWriteArrayList<>();
        while (answers.size() < count) {
            Message answer = Objects.requireNonNull(replies.nextMessage(SOON), subject);
            answers.add(Wire.tolerant().readTree(answer.getData()));
        }
        replies.unsubscribe();
        return answers;
    }

    private Outcome take(Received message) {
        taken.add(message);
        return Outcome.DONE;
    }

    private void order(AgentId agent, Command command, @Nullable Instant until) throws Exception {
        village.hub()
                .publish(
                        Subjects.control(agent),
                        Wire.strict().writeValueAsBytes(new ControlOrder(command, "a test", until)));
        village.hub().flush(SOON);
    }

    /// As the hub sends.
    private void send(AgentId to, Sender from) throws Exception {
        Envelope envelope = new SendMessage(null, MessageType.TASK, null, null, null, null, List.of(), text("hi"))
                .envelope(UUID.randomUUID(), from, to, Instant.now());
        village.hub()
                .jetStream()
                .publish(Subjects.inbox(to, from), Wire.strict().writeValueAsBytes(envelope));
    }

    private long waiting() throws Exception {
        return village.hub()
                .jetStreamManagement()
                .getStreamInfo(Subjects.MESSAGES_STREAM)
                .getStreamState()
                .getMsgCount();
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }
}
