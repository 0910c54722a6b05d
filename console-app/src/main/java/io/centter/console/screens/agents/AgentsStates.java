package io.centter.console.screens.agents;

import io.centter.console.screens.agents.AgentsViewModel.Content;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is said in the table's place while it has no rows.
final class AgentsStates {
    private final VBox root = new VBox();
    private final AgentsViewModel model;

    AgentsStates(AgentsViewModel model) {
        this.model = model;
        root.getStyleClass().add("state");
        root.setId("agents-state");
        root.setAlignment(Pos.CENTER);
        root.setPickOnBounds(false);
        model.contentProperty().subscribe(this::show);
        model.failureProperty().subscribe(_ -> show(model.contentProperty().get()));
    }

    Node node() {
        return root;
    }

    private void show(Content content) {
        root.setVisible(content != Content.ROWS);
        switch (content) {
            case ROWS -> root.getChildren().clear();
            case LOADING -> {
                ProgressIndicator progress = new ProgressIndicator();
                progress.getStyleClass().add("state-progress");
                root.getChildren().setAll(progress, text(Texts.of("agents.loading")));
            }
            case FAILED -> {
                String why = model.failureProperty().getValue();
                say("fth-cloud-off", Texts.of("agents.failed"), why == null ? "" : why);
            }
            case EMPTY -> say("fth-cpu", Texts.of("agents.empty"), Texts.of("agents.empty-detail"));
            case NO_MATCH -> {
                say("fth-filter", Texts.of("agents.no-match"), Texts.of("agents.no-match-detail"));
                Button clear = new Button(Texts.of("agents.clear-filter"));
                clear.setOnAction(_ -> model.clearFilter());
                root.getChildren().add(clear);
            }
        }
    }

    private void say(String icon, String title, String detail) {
        root.getChildren().setAll(new FontIcon(icon), Labels.styled(title, "state-title"), text(detail));
    }

    private static Label text(String text) {
        Label label = Labels.styled(text, "muted");
        label.setWrapText(true);
        label.setMaxWidth(440);
        label.getStyleClass().add("state-text");
        return label;
    }
}
