package io.centter.console.theme;

import io.centter.console.text.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;

/// All keys and what they do, one a line.
public final class KeySheet {
    private static final List<String> KEYS = List.of(
            "palette",
            "filter",
            "open",
            "parts",
            "mark",
            "back",
            "history",
            "move",
            "graph",
            "apply",
            "now",
            "reconnect",
            "theme",
            "sheet");

    private KeySheet() {}

    public static GridPane grid() {
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
        return grid;
    }
}
