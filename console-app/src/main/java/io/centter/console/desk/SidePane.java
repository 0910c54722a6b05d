package io.centter.console.desk;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The details of one thing, beside the list it is in.
public final class SidePane {
    private final Site site;
    private final VBox root = new VBox();
    private final VBox header = new VBox();
    private final VBox body = new VBox();

    public SidePane(Site site, String id, String title, Runnable close) {
        this.site = site;
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

    /// Names and values, one a line; what is not known is left out.
    public SidePane facts(List<Fact> facts) {
        return add(Facts.grid(site, facts));
    }
}
