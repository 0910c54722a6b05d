package io.centter.console.desk;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The details of one thing, beside the list it is in.
public final class SidePane {
    private final VBox root = new VBox();
    private final VBox header = new VBox();
    private final VBox body = new VBox();

    public SidePane(String id, String title, Runnable close) {
        Label words = Labels.wrapped(title, "pane-title");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(words, Labels.iconButton("fth-x", Texts.of("action.close"), close));
        row.getStyleClass().add("pane-header-row");
        row.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-header");
        header.getChildren().add(row);
        body.getStyleClass().add("pane-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.setId(id);
        root.getStyleClass().add("side-pane");
        root.getChildren().addAll(header, scroll);
    }

    public Region node() {
        return root;
    }

    /// Below the title, above the line.
    public SidePane under(Node... nodes) {
        HBox row = new HBox(nodes);
        row.getStyleClass().add("pane-header-row");
        row.setAlignment(Pos.CENTER_LEFT);
        header.getChildren().add(row);
        return this;
    }

    public SidePane add(Node... nodes) {
        body.getChildren().addAll(nodes);
        return this;
    }

    public SidePane section(String title) {
        return add(Labels.styled(title, "section-title"));
    }

    /// What can be done with it.
    public SidePane actions(Button... buttons) {
        FlowPane row = new FlowPane(8, 8, buttons);
        row.getStyleClass().add("pane-actions");
        return add(row);
    }

    /// Names and values, one a line; what is empty is left out.
    public SidePane facts(List<Fact> facts) {
        return add(grid(facts));
    }

    /// The same by itself.
    public static GridPane grid(List<Fact> facts) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints(120);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, rest);
        int line = 0;
        for (Fact fact : facts) {
            if (!fact.value().isEmpty()) {
                grid.addRow(
                        line++, Labels.wrapped(fact.name(), "fact-name"), Labels.wrapped(fact.value(), fact.styles()));
            }
        }
        return grid;
    }

    /// One line of them.
    ///
    /// @param style of the value; empty for the usual one
    public record Fact(String name, String value, String style) {
        public Fact(String name, String value) {
            this(name, value, "");
        }

        String[] styles() {
            return style.isEmpty() ? new String[0] : new String[] {style};
        }
    }
}
