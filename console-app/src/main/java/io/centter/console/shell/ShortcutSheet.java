package io.centter.console.shell;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All keys on one sheet.
final class ShortcutSheet {
    private static final List<String> KEYS =
            List.of("palette", "filter", "open", "back", "history", "move", "apply", "reconnect", "theme", "sheet");

    private final StackPane root = new StackPane();

    ShortcutSheet(Runnable close) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcut-grid");
        for (int row = 0; row < KEYS.size(); row++) {
            HBox keys = new HBox(6);
            keys.setAlignment(Pos.CENTER_RIGHT);
            for (String key : Texts.of("keys." + KEYS.get(row)).split(" ", 0)) {
                keys.getChildren().add(Labels.styled(key, "keys"));
            }
            grid.addRow(row, Labels.styled(Texts.of("keys." + KEYS.get(row) + ".what")), keys);
        }
        HBox title = new HBox(
                Labels.styled(Texts.of("keys.title"), "pane-title"),
                Labels.spring(),
                Labels.iconButton("fth-x", Texts.of("action.close"), close));
        title.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(title, grid);
        card.setId("shortcut-sheet");
        card.getStyleClass().add("shortcut-sheet");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        root.getStyleClass().add("veil");
        root.getChildren().add(card);
        root.setOnMousePressed(event -> {
            if (root.equals(event.getTarget())) {
                close.run();
            }
        });
    }

    Node node() {
        return root;
    }
}
