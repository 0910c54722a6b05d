package io.centter.console.screens.messages;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Fact;
import io.centter.console.desk.MessageWords;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.message.Envelope;
import io.centter.model.message.SenderProof;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/// One message in full: how it stands, its headers, who sent it and how far that is proven, and its JSON.
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
                        site, "message-pane", title(row), () -> model.messages().closeDetail())
                .under(
                        Labels.styled(Standing.brief(row, site.ticker().now()), "muted"),
                        Labels.spring(),
                        MessageWords.proof(row.proof()));
        if (row.proof() != null && row.proof() != SenderProof.PROVEN) {
            pane.add(Labels.wrapped(Texts.word("message.proof-means", row.proof()), "banner", "banner-warning"));
        }
        if (row.place().isOver()) {
            pane.add(Labels.wrapped(Standing.note(site, row), "muted"));
        } else if (MessageWords.isOver(envelope, site.ticker().now())) {
            pane.add(Labels.wrapped(Texts.of("message.over"), "banner", "banner-warning"));
        }
        pane.actions(actions(row));
        List<Fact> facts = new ArrayList<>(Standing.facts(site, row));
        facts.addAll(
                row.fate() != null && envelope == null
                        ? MessageWords.facts(site, row.fate())
                        : MessageWords.facts(site, row.agent(), row.bytes(), envelope));
        pane.facts(facts);
        if (envelope != null) {
            pane.section(Texts.of("message.json")).add(MessageWords.text("message-json", MessageWords.json(envelope)));
        }
        return pane.node();
    }

    private String title(MessageRow row) {
        if (row.envelope() != null) {
            return Texts.of(
                    "message.title",
                    MessageWords.type(row.envelope()),
                    MessageWords.sender(site, row.envelope().from()));
        }
        if (row.fate() == null) {
            return Texts.of("message.unreadable");
        }
        return row.from() == null
                ? Texts.of("message.to", site.name(row.agent()))
                : Texts.of("message.from-to", MessageWords.sender(site, row.from()), site.name(row.agent()));
    }

    private Button[] actions(MessageRow row) {
        List<Button> buttons = new ArrayList<>();
        Envelope envelope = row.envelope();
        UUID conversation = row.conversation();
        if (row.place() == MessageRow.Place.DEAD) {
            buttons.add(Labels.button(
                    Texts.of("messages.to-dead"),
                    "fth-x-square",
                    () -> site.hands().go(new Destination.Place("deadletters")),
                    "primary"));
        }
        if (conversation != null) {
            Button follow =
                    Labels.button(Texts.of("messages.follow"), "fth-git-commit", () -> model.trace(conversation));
            follow.setId("message-follow");
            boolean shown = model.shownProperty().get() instanceof Shown.Conversation now
                    && now.id().equals(conversation);
            Labels.visible(follow, !shown);
            buttons.add(follow);
            if (row.from() != null && row.from().agent().isPresent()) {
                buttons.add(Labels.button(Texts.of("messages.answer"), "fth-send", () -> model.answer(row)));
            }
        }
        if (envelope != null) {
            buttons.add(Labels.button(
                    Texts.of("messages.copy-json"),
                    "fth-copy",
                    () -> site.hands().copy(MessageWords.json(envelope))));
        }
        return buttons.toArray(Button[]::new);
    }
}
