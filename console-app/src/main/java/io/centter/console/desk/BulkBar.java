package io.centter.console.desk;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// How far something with many has come, while it goes on.
public final class BulkBar {
    private BulkBar() {}

    public static Region of(String id, Bulk bulk) {
        ProgressBar bar = new ProgressBar();
        bar.setPrefWidth(120);
        bar.getStyleClass().add("fill");
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> bulk.totalProperty().get() == 0
                                ? 0
                                : (double) bulk.doneProperty().get()
                                        / bulk.totalProperty().get(),
                        bulk.doneProperty(),
                        bulk.totalProperty()));
        Label words = Labels.styled("", "muted");
        words.setMinWidth(Region.USE_PREF_SIZE);
        words.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Texts.of(
                                "count.part",
                                bulk.doneProperty().get(),
                                bulk.totalProperty().get()),
                        bulk.doneProperty(),
                        bulk.totalProperty()));
        Button stop = Labels.button(Texts.of("bulk.stop"), "fth-square", bulk::stop);
        stop.setId(id + "-stop");
        HBox row = new HBox(8, bar, words, stop);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("bulk-bar");
        bulk.runningProperty().subscribe(on -> Labels.visible(row, on));
        return row;
    }
}
