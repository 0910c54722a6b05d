package io.centter.console.screens.deadletters;

import io.centter.console.desk.BulkBar;
import io.centter.console.desk.Destination;
import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.MessageWords;
import io.centter.console.desk.MoreBar;
import io.centter.console.desk.Rows;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.message.DeadLetter;
import io.centter.model.message.Envelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// Messages that nobody answered.
public final class DeadLettersScreen extends ListScreen<DeadLetter> {
    private final DeadLettersViewModel model;

    public DeadLettersScreen(Site site, DeadLettersViewModel model) {
        super(site, "deadletters", "fth-x-square", model.rows(), model.edit());
        this.model = model;
    }

    @Override
    protected RowsTable<DeadLetter> table() {
        RowsTable<DeadLetter> table = new RowsTable<>("deadletters-table", title(), model.rows())
                .node(Texts.of("dead.mark"), 40, Comparator.comparing(model.marks()::has), this::box)
                .ago(Texts.of("dead.died-at"), 70, DeadLetter::diedAt, site().ticker())
                .text(Texts.of("message.inbox"), 110, letter -> site().name(letter.agent()), "cell-name")
                .text(Texts.of("message.from"), 100, letter -> MessageWords.from(site(), letter.envelope()))
                .text(Texts.of("message.says"), 240, letter -> MessageWords.line(letter.envelope()))
                .growing()
                .text(Texts.of("dead.reason"), 210, DeadLettersViewModel::why, "cell-muted")
                .needs(800)
                .number(Texts.of("dead.tries"), 60, DeadLetter::deliveries)
                .text(Texts.of("dead.state"), 130, this::state, "cell-muted")
                .needs(780);
        table.control().addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            DeadLetter selected = model.rows().selectedProperty().get();
            if (event.getCode() == KeyCode.SPACE && selected != null) {
                model.marks().toggle(selected);
                event.consume();
            } else if (event.getCode() == KeyCode.A && event.isShortcutDown()) {
                model.marks().toggleAll();
                event.consume();
            }
        });
        model.marks().countProperty().subscribe(_ -> table.control().refresh());
        return table;
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-check-circle", Texts.of("dead.empty"), Texts.of("dead.empty-detail"));
    }

    @Override
    protected List<Node> actions() {
        Button all = Labels.iconButton("fth-check-square", Texts.of("dead.mark-all"), model.marks()::toggleAll);
        all.setId("deadletters-mark-all");
        Button requeue = Labels.button(
                Texts.of("dead.requeue"),
                "fth-corner-up-left",
                () -> model.requeue(model.marks().meant()));
        requeue.setId("deadletters-requeue");
        Button discard = Labels.button(
                Texts.of("dead.discard"),
                "fth-trash-2",
                () -> model.discard(model.marks().meant()));
        discard.setId("deadletters-discard");
        BooleanBinding nothingMeant = model.marks()
                .countProperty()
                .isEqualTo(0)
                .and(model.rows().selectedProperty().isNull());
        requeue.disableProperty().bind(nothingMeant);
        discard.disableProperty().bind(nothingMeant);
        all.disableProperty().bind(model.rows().contentProperty().map(content -> content != Rows.Content.ROWS));
        model.marks().countProperty().subscribe(count -> {
            requeue.setText(named("dead.requeue", count.intValue()));
            discard.setText(named("dead.discard", count.intValue()));
        });
        return List.of(BulkBar.of("deadletters", model.bulk()), all, requeue, discard);
    }

    @Override
    protected Optional<Node> below() {
        return Optional.of(MoreBar.of("deadletters", "dead.cut", model.most(), model.rows()));
    }

    @Override
    protected Region detail(DeadLetter letter) {
        Envelope envelope = letter.envelope();
        SidePane pane = new SidePane(
                        site(),
                        "deadletter-pane",
                        envelope == null
                                ? Texts.of("message.unreadable")
                                : Texts.of(
                                        "message.title",
                                        MessageWords.type(envelope),
                                        MessageWords.from(site(), envelope)),
                        () -> model.rows().closeDetail())
                .under(
                        Labels.styled(Texts.of("dead.number", letter.seq()), "muted"),
                        Labels.spring(),
                        MessageWords.proof(letter.proof()))
                .add(Labels.wrapped(DeadLettersViewModel.why(letter), "banner", "banner-warning"));
        if (model.isOver(letter)) {
            pane.add(Labels.wrapped(Texts.of("message.over"), "banner", "banner-warning"));
        }
        pane.actions(buttons(letter));
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(Texts.of("dead.died-at"), letter.diedAt()));
        facts.add(Fact.at(Texts.of("messages.stored"), letter.storedAt()));
        facts.add(Fact.of(Texts.of("dead.tries"), Texts.of("number", letter.deliveries())));
        facts.addAll(MessageWords.facts(site(), letter.agent(), letter.bytes(), envelope));
        pane.facts(facts);
        if (envelope != null) {
            pane.section(Texts.of("message.json"))
                    .add(MessageWords.text("deadletter-json", MessageWords.json(envelope)));
        }
        return pane.node();
    }

    @Override
    protected List<Node> fields() {
        return model.edit().hasForm()
                ? List.of(Fields.text(
                        "edit-reason", Texts.of("form.reason"), Texts.of("form.reason-prompt"), model.reasonProperty()))
                : List.of();
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }

    private Button[] buttons(DeadLetter letter) {
        List<Button> buttons = new ArrayList<>();
        buttons.add(Labels.button(
                Texts.of("dead.requeue"), "fth-corner-up-left", () -> model.requeue(List.of(letter)), "primary"));
        buttons.add(Labels.button(Texts.of("dead.discard"), "fth-trash-2", () -> model.discard(List.of(letter))));
        Envelope envelope = letter.envelope();
        UUID conversation = MessageWords.conversation(envelope);
        if (envelope != null && conversation != null) {
            buttons.add(Labels.button(
                    Texts.of("messages.follow"),
                    "fth-git-commit",
                    () -> site().hands().go(new Destination.Conversation(conversation))));
            buttons.add(Labels.button(
                    Texts.of("messages.copy-json"),
                    "fth-copy",
                    () -> site().hands().copy(MessageWords.json(envelope))));
        }
        return buttons.toArray(Button[]::new);
    }

    private Node box(DeadLetter letter) {
        CheckBox box = new CheckBox();
        box.setSelected(model.marks().has(letter));
        box.setFocusTraversable(false);
        box.setAccessibleText(Texts.of("dead.mark-one", model.name(letter)));
        box.setOnAction(_ -> model.marks().toggle(letter));
        return box;
    }

    private String state(DeadLetter letter) {
        if (letter.requeuedAt() != null) {
            return Texts.of("dead.state-on-its-way");
        }
        return Texts.of(model.isOver(letter) ? "dead.state-over" : "dead.state-resting");
    }

    private static String named(String key, int count) {
        return count == 0 ? Texts.of(key) : Texts.of(key + "-many", count);
    }
}
