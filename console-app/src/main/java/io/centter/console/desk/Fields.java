package io.centter.console.desk;

import io.centter.console.theme.Labels;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The fields of forms: a label above, the value bound both ways, a name that is read aloud.
public final class Fields {
    private Fields() {}

    public static VBox text(String id, String label, String prompt, StringProperty value) {
        return input(new TextField(), id, label, prompt, value);
    }

    public static VBox area(String id, String label, String prompt, StringProperty value, int lines) {
        TextArea area = new TextArea();
        area.setPrefRowCount(lines);
        area.setWrapText(true);
        return input(area, id, label, prompt, value);
    }

    /// One of a few.
    public static <T> VBox choice(
            String id, String label, List<T> options, Function<T, String> words, Property<@Nullable T> value) {
        ComboBox<T> box = combo(id, label, words);
        box.getItems().setAll(options);
        box.valueProperty().bindBidirectional(value);
        return labelled(label, box);
    }

    /// A box whose options come later.
    public static <T> ComboBox<T> combo(String id, String label, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(label);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setVisibleRowCount(12);
        box.setCellFactory(_ -> new WordCell<>(words));
        box.setButtonCell(new WordCell<>(words));
        return box;
    }

    public static VBox labelled(String label, Node field) {
        Label above = Labels.styled(label, "field-label");
        if (field instanceof Control control) {
            above.setLabelFor(control);
        }
        VBox box = new VBox(above, field);
        box.getStyleClass().add("field");
        return box;
    }

    private static VBox input(TextInputControl field, String id, String label, String prompt, StringProperty value) {
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(label);
        field.textProperty().bindBidirectional(value);
        return labelled(label, field);
    }

    private static final class WordCell<T> extends ListCell<T> {
        private final Function<T, String> words;

        WordCell(Function<T, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : words.apply(item));
        }
    }
}
