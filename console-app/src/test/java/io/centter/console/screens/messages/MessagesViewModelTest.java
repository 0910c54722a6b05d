package io.centter.console.screens.messages;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Edit.Receipt;
import io.centter.console.desk.Fact;
import io.centter.console.desk.MessageWords;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Rows.Content;
import io.centter.console.desk.SampleSite;
import io.centter.console.desk.Trouble;
import io.centter.console.screens.messages.MessageRow.Place;
import io.centter.console.text.Texts;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.MemberRole;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Envelope;
import io.centter.model.message.InboxState;
import io.centter.model.message.MessageType;
import io.centter.model.message.SendMessage;
import io.centter.model.message.SenderProof;
import io.centter.model.message.SentMessage;
import io.centter.model.role.Role;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.mesh.Outcome;
import io.centter.sdk.rest.MessagesApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final AgentId sol = sample.agent("Sol", Role.DEVELOPER);
    private final AgentId mei = sample.agent("Mei", Role.ASSISTANT);
    private final MessagesViewModel model = new MessagesViewModel(sample.site());
    private final SendViewModel send = model.send();
    private final MessagesApi messages = MessagesApi.of(sample.api);

    @BeforeEach
    void attach() {
        model.attach();
        // The broker is told of a new network in its own time.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            model.reload();
            return model.inboxes().items().size() == 2;
        });
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void messageThatIsSentLiesInTheInboxAndLookingTakesNothing() {
        send(mei, "Translate the release notes");
        assertThat(send.edit().receipts())
                .extracting(Receipt::text)
                .anyMatch(text -> text.contains("AGENT_MESSAGES at place 1"));
        assertThat(model.shownProperty().get()).isEqualTo(new Shown.Inbox(mei));
        MessageRow row = there(model.messages().openedProperty().get());
        assertThat(row.proof()).isEqualTo(SenderProof.PROVEN);
        assertThat(MessageWords.line(row.envelope())).isEqualTo("Translate the release notes");
        assertThat(MessageWords.from(sample.site(), row.envelope())).isEqualTo("You");
        assertThat(MessageWords.json(there(row.envelope())))
                .contains("\"text\" : \"Translate the release notes\"")
                .contains("\"ttl_ms\" : 3600000");

        model.reload();
        assertThat(inbox(mei).depth()).isEqualTo(1);
        assertThat(model.inboxes().items().getFirst().agent()).isEqualTo(mei);
        model.filterProperty().set(InboxFilter.WAITING);
        assertThat(model.inboxes().items()).hasSize(1);
        model.filterProperty().set(InboxFilter.UNPROVEN);
        assertThat(model.inboxes().contentProperty().get()).isEqualTo(Content.NO_MATCH);
        assertThat(model.back()).isTrue();
        assertThat(model.back()).isFalse();
    }

    @Test
    void formSaysWhatIsMissingOrWrongBeforeAnythingIsSent() {
        model.begin();
        assertThat(missing()).isEqualTo("Say which agent it is for.");
        send.toProperty()
                .set(send.agents().stream()
                        .filter(row -> row.id().equals(sol))
                        .findFirst()
                        .orElseThrow());
        assertThat(missing()).isEqualTo("Say what it is about.");
        send.contentProperty().set("{\"text\":\n \"a\", }");
        assertThat(missing()).startsWith("Line 2 is no JSON");
        send.contentProperty().set("{\"text\": \"a\"}");
        assertThat(send.edit().phaseProperty().get()).isEqualTo(Phase.READY);
        send.correlationProperty().set("4711");
        assertThat(missing()).contains("0197a2c4");
        send.correlationProperty().set("");
        send.worthProperty().set(Worth.EVER);
        Preview preview = there(send.edit().previewProperty().get());
        assertThat(preview.lines())
                .extracting(Preview.Line::text)
                .contains("Put a message into the inbox of Sol: Task", "Nothing lies there now.")
                .anyMatch(line -> line.startsWith("Sol is not online"));
        assertThat(inbox(sol).depth()).isZero();
    }

    @Test
    void conversationIsFollowedByTheIdOfItsFirstMessageAcrossInboxes() {
        send(mei, "Who does it?");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            if (model.messages().openedProperty().get() == null) {
                model.reload();
            }
            return model.messages().openedProperty().get() != null;
        });
        Envelope question = there(there(model.messages().openedProperty().get()).envelope());
        send.begin(sol, question.id());
        assertThat(send.typeProperty().get()).isEqualTo(MessageType.RESULT);
        send.contentProperty().set("Mei does");
        send.edit().apply();
        send(mei, "Something else");

        model.trace("  " + question.id() + " ");
        assertThat(model.messages().items()).extracting(MessageRow::agent).containsExactly(mei, sol);
        model.trace("no id");
        assertThat(model.noteProperty().get()).contains("no id of a message");
        model.trace(UUID.randomUUID());
        assertThat(model.messages().contentProperty().get()).isEqualTo(Content.EMPTY);
        assertThat(model.noteProperty().get()).isEmpty();
    }

    @Test
    void conversationTellsHowItsMessagesEnded() {
        AgentCreated nova = sample.created("Nova", Role.ANALYST);
        MeshAgent agent = MeshAgent.of(nova.agent().id())
                .api(sample.api.asAgent(nova.agent().id(), there(nova.apiKey())))
                .onMessage(_ -> Outcome.DONE)
                .build()
                .start();
        try (agent) {
            SentMessage question = messages.send(nova.agent().id(), SendMessage.task(TextNode.valueOf("Who does it?")));
            send.begin(mei, question.messageId());
            send.contentProperty().set("Mei does");
            send.edit().apply();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                model.trace(question.messageId());
                return model.messages().items().stream().anyMatch(row -> row.place() == Place.HANDLED);
            });
            assertThat(model.messages().items())
                    .extracting(MessageRow::place)
                    .containsExactly(Place.HANDLED, Place.WAITING);
            MessageRow handled = model.messages().items().getFirst();
            assertThat(model.from(handled)).isEqualTo("You");
            assertThat(model.type(handled)).isEmpty();
            assertThat(handled.proof()).isEqualTo(SenderProof.PROVEN);
            assertThat(Standing.brief(handled, InstantSource.system().instant()))
                    .matches("handled \\d\\d:\\d\\d:\\d\\d");
            assertThat(Standing.facts(sample.site(), handled))
                    .extracting(Fact::name)
                    .containsExactly("Stored", "Handled by", "Handled", "After", "Deliveries");
            assertThat(Standing.facts(sample.site(), handled))
                    .contains(
                            Fact.of(Texts.of("messages.handled-by"), "Nova"),
                            Fact.of(Texts.of("messages.deliveries"), "1"));
            model.messages().filterTextProperty().set("handled");
            assertThat(model.messages().items()).containsExactly(handled);
        }
    }

    @Test
    void viewerSeesHowMuchThereIsAndIsToldWhoMayGiveTheRightToReadIt() {
        send(mei, "Between us");
        MessagesViewModel theirs = new MessagesViewModel(sample.seenBy(MemberRole.VIEWER));
        theirs.attach();
        assertThat(theirs.inboxes().items()).hasSize(2);
        theirs.open(mei);
        assertThat(theirs.messages().contentProperty().get()).isEqualTo(Content.FORBIDDEN);
        Trouble trouble = there(theirs.messages().troubleProperty().get());
        assertThat(trouble.what()).contains("operator");
        assertThat(trouble.todo()).contains("owner or admin");

        theirs.send().begin(mei, null);
        theirs.send().contentProperty().set("May I?");
        theirs.send().edit().apply();
        assertThat(theirs.send().edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        assertThat(inbox(mei).depth()).isEqualTo(1);
    }

    private void send(AgentId to, String text) {
        send.begin(to, null);
        send.contentProperty().set(text);
        send.edit().apply();
        assertThat(send.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
    }

    private String missing() {
        assertThat(send.edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        return send.edit().missingProperty().get();
    }

    private InboxState inbox(AgentId agent) {
        model.reload();
        model.filterProperty().set(InboxFilter.ALL);
        return model.inboxes().items().stream()
                .filter(one -> one.agent().equals(agent))
                .findFirst()
                .orElseThrow();
    }
}
