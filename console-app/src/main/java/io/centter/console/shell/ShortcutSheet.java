package io.centter.console.shell;

import io.centter.console.text.Texts;
import io.centter.console.theme.KeySheet;
import io.centter.console.theme.Labels;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All keys on one sheet.
final class ShortcutSheet {
    private final StackPane root = new StackPane();

    ShortcutSheet(Runnable close) {
        HBox title = new HBox(
                Labels.styled(Texts.of("keys.title"), "pane-title"),
                Labels.spring(),
                Labels.iconButton("fth-x", Texts.of("action.close"), close));
        title.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(title, KeySheet.grid());
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
