package io.centter.console.screens.messages;

import io.centter.console.desk.Destination;
import io.centter.console.desk.MessageWords;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.SidePane.Fact;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.message.Envelope;
import io.centter.model.message.SenderProof;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/// One message in full: its headers, who sent it and how far that is proven, and its JSON.
final class MessagePane {
    private final Site site;
    private final MessagesViewModel model;

    MessagePane(Site site, MessagesViewModel model) {
        this.site = site;
        this.model = model;
    }

    Region of(MessageRow row) {
        Envelope envelope = row.envelope();
        SidePane pane = new SidePane(
                        "message-pane",
                        envelope == null
                                ? Texts.of("message.unreadable")
                                : Texts.of(
                                        "message.title",
                                        MessageWords.type(envelope),
                                        MessageWords.from(site, envelope)),
                        () -> model.messages().closeDetail())
                .under(
                        Labels.styled(
                                Texts.of(
                                        row.place() == MessageRow.Place.DEAD
                                                ? "messages.lies-dead"
                                                : "messages.lies-waiting",
                                        row.seq()),
                                "muted"),
                        Labels.spring(),
                        MessageWords.proof(row.proof()));
        if (row.proof() != SenderProof.PROVEN) {
            pane.add(Labels.wrapped(Texts.word("message.proof-means", row.proof()), "banner", "banner-warning"));
        }
        if (MessageWords.isOver(envelope, site.ticker().now())) {
            pane.add(Labels.wrapped(Texts.of("message.over"), "banner", "banner-warning"));
        }
        pane.actions(actions(row));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(Texts.of("messages.stored"), Times.exact(row.at(), ZoneId.systemDefault())));
        facts.addAll(MessageWords.facts(site, row.agent(), row.bytes(), envelope));
        pane.facts(facts);
        if (envelope != null) {
            pane.section(Texts.of("message.json")).add(MessageWords.text("message-json", MessageWords.json(envelope)));
        }
        return pane.node();
    }

    private Button[] actions(MessageRow row) {
        List<Button> buttons = new ArrayList<>();
        Envelope envelope = row.envelope();
        UUID conversation = MessageWords.conversation(envelope);
        if (row.place() == MessageRow.Place.DEAD) {
            buttons.add(Labels.button(
                    Texts.of("messages.to-dead"),
                    "fth-x-square",
                    () -> site.hands().go(new Destination.Place("deadletters")),
                    "primary"));
        }
        if (envelope != null && conversation != null) {
            Button follow =
                    Labels.button(Texts.of("messages.follow"), "fth-git-commit", () -> model.trace(conversation));
            follow.setId("message-follow");
            boolean shown = model.shownProperty().get() instanceof Shown.Conversation now
                    && now.id().equals(conversation);
            Labels.visible(follow, !shown);
            buttons.add(follow);
            if (envelope.from().agent().isPresent()) {
                buttons.add(Labels.button(Texts.of("messages.answer"), "fth-send", () -> model.answer(row)));
            }
            buttons.add(Labels.button(
                    Texts.of("messages.copy-json"),
                    "fth-copy",
                    () -> site.hands().copy(MessageWords.json(envelope))));
            buttons.add(Labels.button(
                    Texts.of("messages.copy-id"),
                    "fth-hash",
                    () -> site.hands()
                            .copy(Objects.requireNonNull(envelope).id().toString())));
        }
        return buttons.toArray(Button[]::new);
    }
}
