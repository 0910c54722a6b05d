package io.centter.console.theme;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The small parts that every screen is made of.
public final class Labels {
    private Labels() {}

    public static Label styled(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    public static FontIcon icon(String code, String... styleClasses) {
        FontIcon icon = new FontIcon(code);
        icon.getStyleClass().addAll(styleClasses);
        return icon;
    }

    /// A button that is only an icon; its name is read aloud and shown on hover.
    public static Button iconButton(String code, String name, Runnable action) {
        Button button = new Button(null, new FontIcon(code));
        button.getStyleClass().addAll("icon-button");
        button.setAccessibleText(name);
        button.setTooltip(tip(name));
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// A button with its words, and an icon where there is one.
    public static Button button(String text, @Nullable String code, Runnable action, String... styleClasses) {
        Button button = code == null ? new Button(text) : new Button(text, new FontIcon(code));
        button.setMnemonicParsing(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add("word-button");
        button.getStyleClass().addAll(styleClasses);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// Words over as many lines as they need.
    public static Label wrapped(String text, String... styleClasses) {
        Label label = styled(text, styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    /// Shown and taking room, or neither.
    public static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    public static Tooltip tip(String text) {
        Tooltip tip = new Tooltip(text);
        tip.setShowDelay(Duration.millis(350));
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        return tip;
    }

    /// Takes what space is left in a row.
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }
}
