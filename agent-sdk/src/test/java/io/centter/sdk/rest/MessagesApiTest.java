package io.centter.sdk.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.Page;
import io.centter.model.api.Register;
import io.centter.model.event.ReplayQuery;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.InboxState;
import io.centter.model.message.MessageType;
import io.centter.model.message.OrderAgent;
import io.centter.model.message.SendMessage;
import io.centter.model.message.SentMessage;
import io.centter.model.message.StoredMessage;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.mesh.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesApiTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void everyQuestionIsAnsweredByARealPlane(@TempDir Path directory) throws Exception {
        try (EmbeddedPlane plane = EmbeddedPlane.start(directory, Map.of());
                CentterApi anonymous = CentterApi.at(plane.http());
                CentterApi person = anonymous.signedIn(anonymous
                        .register(new Register("messages@example.com", "correct horse battery", "Linda"))
                        .token())) {
            NetworkId network =
                    person.createNetwork(new CreateNetwork("Acme", null)).id();
            AgentCreated linda = person.createAgent(network, new CreateAgent("Linda", null, null, null, null));
            MessagesApi messages = MessagesApi.of(person);
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> !messages.streams(network).items().isEmpty());

            waiting(messages, network, linda);
            obeyed(anonymous, messages, network, linda);
            past(messages, network);
        }
    }

    private static void waiting(MessagesApi messages, NetworkId network, AgentCreated linda) {
        SendMessage text = message("first");
        SentMessage first = messages.send(linda.agent().id(), text);
        SentMessage second = messages.send(linda.agent().id(), message("second"));
        assertThat(first.streamSeq()).isPositive().isLessThan(second.streamSeq());
        assertThat(first.duplicate()).isFalse();

        InboxState state = messages.inbox(linda.agent().id());
        assertThat(state.depth()).isEqualTo(2);
        assertThat(messages.inboxes(network, null, 10).items()).containsExactly(state);
        Page<StoredMessage> page = messages.messages(linda.agent().id(), null, 1);
        assertThat(page.items()).extracting(StoredMessage::seq).containsExactly(first.streamSeq());
        assertThat(messages.messages(linda.agent().id(), page.nextCursor(), 1).items())
                .extracting(StoredMessage::seq)
                .containsExactly(second.streamSeq());
        assertThat(messages.message(network, first.streamSeq()).seq()).isEqualTo(first.streamSeq());
        assertThat(messages.trace(network, first.messageId()).toString())
                .contains(first.messageId().toString())
                .doesNotContain(second.messageId().toString());
        assertThat(messages.deadLetters(network, linda.agent().id(), null, 10).items())
                .isEmpty();
        for (Runnable missing : List.<Runnable>of(
                () -> messages.message(network, 4_711),
                () -> messages.requeue(network, 4_711, "again"),
                () -> messages.deleteDeadLetter(network, 4_711, "no use"))) {
            ApiProblem gone = catchThrowableOfType(ApiProblem.class, missing::run);
            assertThat(gone.status()).isEqualTo(404);
        }
    }

    private static void obeyed(CentterApi anonymous, MessagesApi messages, NetworkId network, AgentCreated linda)
            throws Exception {
        List<ControlOrder> orders = new CopyOnWriteArrayList<>();
        List<String> taken = new CopyOnWriteArrayList<>();
        try (MeshAgent agent = MeshAgent.of(linda.agent().id())
                .api(anonymous.asAgent(linda.agent().id(), Objects.requireNonNull(linda.apiKey())))
                .onControl(orders::add)
                .onMessage(message -> {
                    taken.add(String.valueOf(message.envelope().a2a()));
                    return Outcome.DONE;
                })
                .build()
                .start()) {
            assertThat(agent.awaitConnected(SOON)).isTrue();
            await().atMost(SOON).until(() -> taken.size() == 2);
            assertThat(issued(messages, network)).isEqualTo(1);
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> messages.order(
                                            linda.agent().id(),
                                            new OrderAgent(ControlOrder.Command.RELOAD, "new prices"))
                                    .order()
                            == ControlOrder.Command.RELOAD);
            await().atMost(SOON).until(() -> !orders.isEmpty());
            assertThat(orders.getFirst().command()).isEqualTo(ControlOrder.Command.RELOAD);
            assertThat(orders.getFirst().reason()).isEqualTo("new prices");
            // Reading its configuration again, an agent gets new credentials, and works on.
            await().atMost(SOON).until(() -> issued(messages, network) == 2);
            var _ = messages.send(linda.agent().id(), message("third"));
            await().atMost(SOON).until(() -> taken.size() == 3);
        }
        await().atMost(SOON).until(() -> messages.inbox(linda.agent().id()).depth() == 0);
    }

    private static long issued(MessagesApi messages, NetworkId network) {
        return messages.events(network, new ReplayQuery(0L, null, "hub.credentials.issued", 10))
                .items()
                .size();
    }

    private static void past(MessagesApi messages, NetworkId network) {
        Instant now = Instant.now();
        assertThat(messages.events(network, new ReplayQuery(0L, null, "hub.agent.created", 10))
                        .items())
                .hasSize(1);
        assertThat(messages.presenceHistory(network, null, null, null, 10).items())
                .isNotEmpty();
        assertThat(messages.presenceAt(network, now, null, 10).agents()).hasSize(1);
    }

    private static SendMessage message(@Nullable String text) {
        return new SendMessage(
                null,
                MessageType.TASK,
                null,
                null,
                null,
                null,
                List.of(),
                JsonNodeFactory.instance.objectNode().put("text", text));
    }
}
