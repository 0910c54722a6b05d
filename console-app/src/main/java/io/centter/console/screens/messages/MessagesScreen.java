package io.centter.console.screens.messages;

import io.centter.console.desk.DeskScreen;
import io.centter.console.desk.EditView;
import io.centter.console.desk.Fields;
import io.centter.console.desk.MessageWords;
import io.centter.console.desk.Modes;
import io.centter.console.desk.MoreBar;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.message.InboxState;
import io.centter.model.message.MessageType;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.Property;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Streams, inboxes and what lies in them.
public final class MessagesScreen extends DeskScreen {
    private final MessagesViewModel model;
    private final RowsTable<InboxState> inboxes;
    private final RowsTable<MessageRow> messages;
    private final Node inboxesState;
    private final Node messagesState;
    private final EditView editView;
    private final MessagePane pane;
    private final StackPane place = new StackPane();
    private final Label here = Labels.styled("", "crumb-here");

    public MessagesScreen(Site site, MessagesViewModel model) {
        super(site, "messages", "fth-inbox");
        this.model = model;
        inboxes = inboxTable(site, model);
        messages = messageTable(site, model);
        inboxesState = StateView.of(
                site,
                "messages",
                model.inboxes(),
                new StateView.Empty("fth-inbox", Texts.of("messages.empty"), Texts.of("messages.empty-detail")));
        messagesState = StateView.of(
                site,
                "inbox",
                model.messages(),
                new StateView.Empty("fth-mail", Texts.of("messages.nothing"), Texts.of("messages.nothing-detail")));
        editView = new EditView(model.send().edit(), site);
        pane = new MessagePane(site, model);
    }

    @Override
    protected void build() {
        Button send = Labels.button(Texts.of("messages.send"), "fth-send", model::begin, "primary");
        send.setId("messages-send");
        HBox which = Modes.of(
                "messages",
                List.of(InboxFilter.values()),
                value -> Texts.word("messages.only", value),
                model.filterProperty());
        header(
                which,
                Labels.spring(),
                send,
                filter(Texts.of("filter.rows"), place),
                menu(() -> model.shownProperty().get() instanceof Shown.Inboxes ? inboxes : messages));
        filterField().textProperty().bindBidirectional(model.inboxes().filterTextProperty());
        filterField().textProperty().bindBidirectional(model.messages().filterTextProperty());
        VBox.setVgrow(place, Priority.ALWAYS);
        Region more = MoreBar.of("inboxes", "messages.inboxes-cut", model.most(), model.inboxes());
        VBox bar = new VBox(more);
        VBox mail = new VBox(MoreBar.of("inbox", "messages.inbox-cut", model.mail(), model.messages()));
        model.shownProperty().subscribe(shown -> {
            Labels.visible(bar, shown instanceof Shown.Inboxes);
            Labels.visible(mail, shown instanceof Shown.Inbox);
        });
        body(new VBox(new StreamCards(site(), model.streams()).node(), crumbs(), place, bar, mail));
        // Whoever gives the place the focus means the table in it.
        place.focusedProperty().subscribe(focused -> {
            if (focused) {
                place.getChildren().getFirst().requestFocus();
            }
        });
        model.shownProperty().subscribe(shown -> {
            Labels.visible(which, shown instanceof Shown.Inboxes);
            show(shown);
        });
        model.send().edit().titleProperty().subscribe(_ -> editView.form(fields().toArray(Node[]::new)));
        model.send().edit().phaseProperty().subscribe(_ -> arrange());
        model.messages().openedProperty().subscribe(_ -> arrange());
    }

    @Override
    protected void attach() {
        whileShown(model.attach());
    }

    @Override
    protected boolean closeSide() {
        if (model.send().edit().isOpen()) {
            model.send().edit().close();
            return true;
        }
        if (model.messages().openedProperty().get() != null) {
            model.messages().closeDetail();
            return true;
        }
        return filterField().getText().isEmpty() && model.back();
    }

    private void show(Shown shown) {
        boolean all = shown instanceof Shown.Inboxes;
        here.setText(
                switch (shown) {
                    case Shown.Inboxes _ -> "";
                    case Shown.Inbox inbox -> site().name(inbox.agent());
                    case Shown.Conversation conversation ->
                        Texts.of(
                                "messages.conversation",
                                conversation.id().toString().substring(0, 8));
                });
        place.getChildren().setAll(all ? inboxes.control() : messages.control(), all ? inboxesState : messagesState);
    }

    /// Where one is, and how one follows a conversation.
    private Node crumbs() {
        Hyperlink root = new Hyperlink(Texts.of("messages.inboxes"));
        root.setId("messages-inboxes");
        root.setMinWidth(Region.USE_PREF_SIZE);
        root.setOnAction(_ -> {
            boolean _ = model.back();
        });
        Label arrow = Labels.styled("›", "muted");
        arrow.visibleProperty().bind(here.textProperty().isNotEmpty());
        Label note = Labels.styled("", "filter-hint");
        note.textProperty().bind(model.noteProperty());
        TextField trace = new TextField();
        trace.setId("messages-trace");
        trace.setPromptText(Texts.of("messages.trace-prompt"));
        trace.setAccessibleText(Texts.of("messages.trace-prompt"));
        trace.setPrefColumnCount(24);
        trace.setOnAction(_ -> model.trace(trace.getText()));
        HBox row = new HBox(8, root, arrow, here, Labels.spring(), note, trace);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("crumbs");
        return row;
    }

    private void arrange() {
        MessageRow open = model.messages().openedProperty().get();
        if (model.send().edit().isOpen()) {
            side(editView.node());
        } else {
            side(open == null ? null : pane.of(open));
        }
    }

    private List<Node> fields() {
        SendViewModel send = model.send();
        return List.of(
                agent("send-to", Texts.of("send.to"), send.agents(), send.toProperty()),
                Fields.choice(
                        "send-type",
                        Texts.of("send.type"),
                        List.of(MessageType.values()),
                        value -> Texts.word("message.type", value),
                        send.typeProperty()),
                Fields.area(
                        "send-content",
                        Texts.of("send.content"),
                        Texts.of("send.content-prompt"),
                        send.contentProperty(),
                        5),
                Fields.choice(
                        "send-worth",
                        Texts.of("send.worth"),
                        List.of(Worth.values()),
                        Worth::words,
                        send.worthProperty()),
                agent("send-reply-to", Texts.of("send.reply-to"), send.agents(), send.replyToProperty()),
                Fields.text(
                        "send-correlation",
                        Texts.of("send.correlation"),
                        Texts.of("send.correlation-prompt"),
                        send.correlationProperty()));
    }

    private static Region agent(
            String id, String label, ObservableList<AgentRow> agents, Property<@Nullable AgentRow> value) {
        ComboBox<AgentRow> box = Fields.combo(id, label, row -> row.get().name());
        box.setItems(agents);
        box.valueProperty().bindBidirectional(value);
        return Fields.labelled(label, box);
    }

    private static RowsTable<InboxState> inboxTable(Site site, MessagesViewModel model) {
        return new RowsTable<>("inboxes-table", Texts.of("messages.inboxes"), model.inboxes())
                .text(Texts.of("messages.agent"), 150, inbox -> site.name(inbox.agent()), "cell-name")
                .growing()
                .number(Texts.of("messages.depth"), 80, InboxState::depth)
                .number(Texts.of("messages.waiting"), 110, InboxState::waiting)
                .number(Texts.of("messages.in-hand"), 80, InboxState::pendingAcks)
                .number(Texts.of("messages.redelivered"), 120, InboxState::redelivered)
                .needs(560)
                .number(Texts.of("messages.unproven"), 80, InboxState::unproven)
                .needs(660)
                .ago(Texts.of("messages.oldest"), 80, InboxState::oldestAt, site.ticker())
                .text(
                        Texts.of("messages.state"),
                        110,
                        inbox -> Texts.of(inbox.open() ? "messages.open" : "messages.not-open"),
                        "cell-muted")
                .needs(760);
    }

    private static RowsTable<MessageRow> messageTable(Site site, MessagesViewModel model) {
        return new RowsTable<>("messages-table", Texts.of("screen.messages"), model.messages())
                .ago(Texts.of("messages.stored"), 76, MessageRow::at, site.ticker())
                .text(Texts.of("message.type"), 90, model::type)
                .needs(800)
                .text(Texts.of("message.from"), 120, model::from, "cell-name")
                .text(Texts.of("message.inbox"), 110, row -> site.name(row.agent()))
                .needs(900)
                .text(
                        Texts.of("message.says"),
                        240,
                        row -> row.envelope() == null && row.place().isOver()
                                ? Texts.of("messages.not-kept")
                                : MessageWords.line(row.envelope()))
                .growing()
                .node(
                        Texts.of("message.sender-is"),
                        116,
                        Comparator.comparing(MessageRow::proof, Comparator.nullsLast(Comparator.naturalOrder())),
                        row -> MessageWords.proof(row.proof()))
                .needs(560)
                .text(
                        Texts.of("messages.lies"),
                        140,
                        row -> Standing.brief(row, site.ticker().now()),
                        "cell-muted");
    }
}
