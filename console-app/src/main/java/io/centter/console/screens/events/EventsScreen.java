package io.centter.console.screens.events;

import io.centter.console.desk.DeskScreen;
import io.centter.console.desk.Destination;
import io.centter.console.desk.Fact;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What happens, as it happens; and what happened.
public final class EventsScreen extends DeskScreen {
    private final EventsViewModel model;
    private final ComparePane compare;

    public EventsScreen(Site site, EventsViewModel model) {
        super(site, "events", "fth-list");
        this.model = model;
        compare = new ComparePane(site, model, () -> compare(false));
    }

    @Override
    protected void build() {
        RowsTable<Happening> table = new RowsTable<>("events-table", title(), model.rows())
                .node(Texts.of("events.time"), 92, Comparator.comparing(Happening::at), this::time)
                .node(Texts.of("events.type"), 240, Comparator.comparing(Happening::type), EventsScreen::type)
                .text(Texts.of("events.agent"), 150, model::name, "cell-name")
                .text(Texts.of("events.said"), 220, Happening::said, "cell-muted")
                .growing();
        ToggleButton pause = new ToggleButton(Texts.of("events.pause"), Labels.icon("fth-pause"));
        pause.setId("events-pause");
        pause.getStyleClass().add("word-button");
        pause.setOnAction(_ -> model.pause(pause.isSelected()));
        model.pausedProperty().subscribe(paused -> {
            pause.setSelected(paused);
            pause.setText(Texts.of(paused ? "events.resume" : "events.pause"));
            pause.setGraphic(Labels.icon(paused ? "fth-play" : "fth-pause"));
        });
        pause.disableProperty().bind(model.past().atProperty().isNotNull());
        Button together = Labels.button(Texts.of("events.compare"), "fth-columns", () -> compare(true));
        together.setId("events-compare");
        header(
                count(model.rows(), "count.events"),
                Labels.spring(),
                pause,
                together,
                filter(model.rows(), Texts.of("filter.rows"), table));
        StackPane place = new StackPane(
                table.control(),
                StateView.of(
                        site(),
                        "events",
                        model.rows(),
                        new StateView.Empty("fth-list", Texts.of("events.empty"), Texts.of("events.empty-detail"))));
        VBox.setVgrow(place, Priority.ALWAYS);
        Label cut = Labels.wrapped("", "muted", "more-bar");
        cut.setId("events-cut");
        model.rows().readProperty().subscribe(_ -> {
            Labels.visible(cut, model.isCut());
            cut.setText(Texts.of("events.cut", model.rows().total()));
        });
        body(new VBox(new TimeBar(site(), model).node(), sorts(), place, cut));
        model.rows().openedProperty().subscribe(one -> side(one == null ? null : detail(one)));
    }

    @Override
    protected void attach() {
        whileShown(model.attach());
    }

    @Override
    protected String saidInThePast() {
        return "";
    }

    @Override
    protected boolean closeSide() {
        if (compare.isOpen()) {
            compare(false);
            return true;
        }
        boolean open = model.rows().openedProperty().get() != null;
        model.rows().closeDetail();
        return open;
    }

    private void compare(boolean open) {
        model.rows().closeDetail();
        compare.open(open);
        side(open ? compare.node() : null);
    }

    private Node sorts() {
        FlowPane row = new FlowPane();
        row.getStyleClass().add("event-sorts");
        for (Happening.Sort sort : Happening.Sort.values()) {
            ToggleButton button = new ToggleButton(Texts.word("events.sort", sort), Labels.icon(sort.icon()));
            button.getStyleClass().add("legend-entry");
            button.setOnAction(_ -> model.toggle(sort));
            row.getChildren().add(button);
        }
        return row;
    }

    private Node time(Happening one) {
        Label label = new Label();
        label.getStyleClass().add("muted");
        ZoneId zone = ZoneId.systemDefault();
        label.setText(Times.moment(one.at(), site().ticker().now(), zone));
        label.setTooltip(Labels.tip(Times.exact(one.at(), zone)));
        return label;
    }

    private static Node type(Happening one) {
        HBox box = new HBox(8, Labels.icon(one.sort().icon()), Labels.styled(one.type(), "mono"));
        box.setAlignment(Pos.CENTER_LEFT);
        box.setAccessibleText(Texts.word("events.sort", one.sort()) + ": " + one.type());
        return box;
    }

    private Region detail(Happening one) {
        compare.open(false);
        TextArea json = new TextArea(one.pretty());
        json.setId("event-json");
        json.setEditable(false);
        json.setWrapText(true);
        json.getStyleClass().add("mono-input");
        json.setPrefRowCount(20);
        json.setAccessibleText(Texts.of("events.json"));
        SidePane pane = new SidePane(site(), "event-pane", one.type(), model.rows()::closeDetail)
                .facts(List.of(
                        Fact.at(Texts.of("events.time"), one.at()),
                        Fact.of(Texts.of("events.agent"), model.name(one)),
                        Fact.of(Texts.of("events.said"), one.said())))
                .section(Texts.of("events.json"))
                .add(json)
                .actions(Labels.button(
                        Texts.of("events.copy"),
                        "fth-copy",
                        () -> site().hands().copy(one.pretty())));
        one.agent()
                .ifPresent(agent -> pane.actions(Labels.button(
                        Texts.of("connections.open"),
                        "fth-cpu",
                        () -> site().hands().go(new Destination.Agent(agent)))));
        return pane.node();
    }
}
