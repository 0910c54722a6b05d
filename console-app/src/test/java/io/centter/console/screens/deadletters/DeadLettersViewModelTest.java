package io.centter.console.screens.deadletters;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Edit.Receipt;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Rows.Content;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.MemberRole;
import io.centter.model.event.EventData;
import io.centter.model.message.DeadLetter;
import io.centter.model.message.SendMessage;
import io.centter.model.role.Role;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.mesh.Outcome;
import io.centter.sdk.rest.MessagesApi;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersViewModelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SampleSite sample = SampleSite.open();
    private final AgentCreated sol = sample.created("Sol", Role.DEVELOPER);
    private final MessagesApi messages = MessagesApi.of(sample.api);
    private final DeadLettersViewModel model = new DeadLettersViewModel(sample.site());
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private volatile boolean broken = true;
    private @Nullable MeshAgent agent;

    @BeforeEach
    void letThreeMessagesDie() {
        agent = MeshAgent.of(sol.agent().id())
                .api(sample.api.asAgent(sol.agent().id(), there(sol.apiKey())))
                .onMessage(message -> {
                    if (broken) {
                        return Outcome.later(Duration.ofMillis(20));
                    }
                    handled.add(there(message.envelope().a2a()).asText());
                    return Outcome.DONE;
                })
                .build()
                .start();
        for (String text : List.of("one", "two", "three")) {
            var _ = messages.send(sol.agent().id(), SendMessage.task(TextNode.valueOf(text)));
        }
        model.attach();
        await().atMost(PATIENCE).until(() -> {
            model.rows().reload();
            return model.rows().items().size() == 3;
        });
    }

    @AfterEach
    void close() {
        there(agent).close();
        sample.close();
    }

    @Test
    void markedLettersArePutBackAndTheAgentTakesThem() {
        assertThat(DeadLettersViewModel.why(letter("one"))).isEqualTo("Delivered 2 times, never answered");
        model.marks().toggle(letter("one"));
        model.marks().toggle(letter("three"));
        model.requeue(model.marks().meant());
        assertThat(model.edit().missingProperty().get()).contains("Say why");
        model.reasonProperty().set("repaired");
        assertThat(lines()).hasSize(3).anyMatch(line -> line.endsWith(": one")).noneMatch(line -> line.endsWith("two"));

        broken = false;
        model.edit().apply();
        sample.tell(
                new EventData.DeadLetterRequeued(sol.agent().id(), letter("one").seq()));
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
        assertThat(model.edit().receipts().getFirst().text()).contains("2 of 2");
        await().atMost(PATIENCE).until(() -> handled.size() == 2);
        assertThat(handled).containsExactlyInAnyOrder("one", "three");
        await().atMost(PATIENCE).until(() -> {
            model.rows().reload();
            return model.rows().items().size() == 1;
        });
        assertThat(model.marks().countProperty().get()).isZero();
    }

    @Test
    void discardingWantsTheNameTypedAndSaysWhichSomebodyElseWasFasterWith() {
        List<DeadLetter> all = List.copyOf(model.rows().items());
        messages.deleteDeadLetter(sample.site().id(), letter("two").seq(), "no use");
        model.discard(all);
        model.reasonProperty().set("nobody needs them");
        assertThat(lines()).hasSize(3);
        model.edit().apply();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.READY);
        model.edit().confirmationProperty().set(sample.network.get().slug().value());
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
        assertThat(model.edit().receipts())
                .extracting(Receipt::text)
                .anyMatch(text -> text.contains("2 of 3"))
                .anyMatch(text -> text.startsWith("Not done: Sol: Task from You: two"));
        assertThat(model.edit().undoProperty().get()).isNull();
        assertThat(model.rows().contentProperty().get()).isEqualTo(Content.EMPTY);
    }

    @Test
    void anotherFilterTakesAllMarksAwaySoThatNothingHiddenIsMeant() {
        model.marks().toggleAll();
        assertThat(model.marks().countProperty().get()).isEqualTo(3);
        model.rows().filterTextProperty().set("two");
        assertThat(model.marks().countProperty().get()).isZero();
        model.marks().toggleAll();
        assertThat(model.marks().meant()).containsExactly(letter("two"));
        model.marks().clear();
        model.requeue(model.marks().meant());
        assertThat(model.edit().isOpen()).isFalse();
        assertThat(sample.said).contains("Mark the letters that are meant, or select one.");
    }

    @Test
    void viewerIsToldWhichRoleReadsThemAndWhoGivesIt() {
        DeadLettersViewModel theirs = new DeadLettersViewModel(sample.seenBy(MemberRole.VIEWER));
        theirs.attach();
        assertThat(theirs.rows().contentProperty().get()).isEqualTo(Content.FORBIDDEN);
        assertThat(there(theirs.rows().troubleProperty().get()).what()).contains("operator");
        assertThat(there(theirs.rows().troubleProperty().get()).todo()).contains("owner or admin");
        theirs.requeue(model.rows().items());
        theirs.reasonProperty().set("let me");
        theirs.edit().apply();
        assertThat(theirs.edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
    }

    private DeadLetter letter(String text) {
        return model.rows().items().stream()
                .filter(letter -> there(there(letter.envelope()).a2a()).asText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private List<String> lines() {
        return there(model.edit().previewProperty().get()).lines().stream()
                .map(Preview.Line::text)
                .toList();
    }
}
