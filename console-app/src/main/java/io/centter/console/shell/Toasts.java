package io.centter.console.shell;

import io.centter.console.theme.Labels;
import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Short words that come and go by themselves; the same word is not said twice at once.
public final class Toasts {
    private static final int MOST = 4;

    private final VBox root = new VBox();

    Toasts() {
        root.getStyleClass().add("toasts");
        root.setId("toasts");
        root.setAlignment(Pos.BOTTOM_CENTER);
        root.setPickOnBounds(false);
        root.setMouseTransparent(true);
        root.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    Node node() {
        return root;
    }

    public void say(String text) {
        show("fth-check", text, "toast");
    }

    public void warn(String text) {
        show("fth-alert-triangle", text, "toast-warning");
    }

    private void show(String icon, String text, String style) {
        boolean there = root.getChildren().stream().anyMatch(node -> text.equals(node.getUserData()));
        if (there) {
            return;
        }
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMaxWidth(480);
        HBox toast = new HBox(Labels.icon(icon), label);
        toast.setUserData(text);
        toast.setAlignment(Pos.CENTER_LEFT);
        toast.setMaxWidth(Region.USE_PREF_SIZE);
        toast.getStyleClass().setAll("toast", style);
        root.getChildren().add(toast);
        if (root.getChildren().size() > MOST) {
            root.getChildren().removeFirst();
        }
        FadeTransition fade = new FadeTransition(Duration.millis(250), toast);
        fade.setToValue(0);
        SequentialTransition life = new SequentialTransition(new PauseTransition(Duration.seconds(4)), fade);
        life.setOnFinished(_ -> root.getChildren().remove(toast));
        life.play();
    }
}
