package io.centter.console.desk;

import io.centter.console.theme.Labels;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A few ways to look at the same thing, beside each other; one of them holds.
public final class Modes {
    private Modes() {}

    /// One button a value; what is chosen here is chosen there, and the other way round.
    ///
    /// @param id before the name of each value
    public static <E extends Enum<E>> HBox of(
            String id, List<E> values, Function<E, String> words, ObjectProperty<E> chosen) {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("modes");
        box.setMinWidth(Region.USE_PREF_SIZE);
        for (E value : values) {
            ToggleButton button = new ToggleButton(words.apply(value));
            button.setId(id + "-" + value.name().toLowerCase(Locale.ROOT));
            button.setToggleGroup(group);
            button.getStyleClass().add("mode");
            button.setMinWidth(Region.USE_PREF_SIZE);
            // A second click on what holds does not end it.
            button.setOnAction(_ -> {
                chosen.set(value);
                button.setSelected(true);
            });
            chosen.subscribe(now -> button.setSelected(now == value));
            box.getChildren().add(button);
        }
        Labels.visible(box, true);
        return box;
    }
}
