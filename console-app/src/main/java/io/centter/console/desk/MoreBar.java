package io.centter.console.desk;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Says that a list is not all there is, and reads on; not there where it is all.
public final class MoreBar {
    private MoreBar() {}

    /// Below a list.
    ///
    /// @param key says of how many rows are shown which they are
    public static Region of(String id, String key, Most most, Rows<?> rows) {
        Label words = Labels.wrapped("", "muted");
        HBox.setHgrow(words, Priority.ALWAYS);
        Button more = Labels.button(Texts.of("list.more", most.step()), "fth-chevrons-down", () -> {
            most.more();
            rows.reload();
        });
        more.setId(id + "-more");
        HBox bar = new HBox(12, Labels.icon("fth-info"), words, more);
        bar.setId(id + "-more-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("more-bar");
        Runnable update = () -> {
            Labels.visible(bar, most.isCut());
            words.setText(Texts.of(key, rows.total()));
        };
        rows.readProperty().subscribe(_ -> update.run());
        return bar;
    }
}
