package io.centter.console.shell;

import io.centter.console.fx.Screen;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The screens at the side of the frame, in sections; icons only where the window is narrow.
final class Navigation {
    /// Below this width of the window there is no room for words.
    private static final double WORDS_NEED = 1100;

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final Consumer<Screen> go;
    private final VBox root = new VBox();
    private final VBox places = new VBox();
    private final ScrollPane scroll = new ScrollPane(places);
    private final Label name = Labels.styled(Texts.of("app.name"), "logo-name");
    private final List<Button> buttons = new ArrayList<>();
    private final List<Label> titles = new ArrayList<>();
    private boolean narrow;

    Navigation(Consumer<Screen> go, FrameActions actions, Runnable showSheet) {
        this.go = go;
        HBox logo = new HBox(Labels.icon("fth-hexagon"), name);
        logo.getStyleClass().add("logo");
        logo.setAlignment(Pos.CENTER_LEFT);
        logo.setAccessibleText(Texts.of("app.name"));
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("rail-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        places.getStyleClass().add("rail-places");
        FlowPane foot = new FlowPane(
                foot("rail-theme", "fth-moon", Texts.of("action.theme"), actions::nextTheme),
                foot("rail-help", "fth-help-circle", Texts.of("keys.title"), showSheet),
                foot("rail-sign-out", "fth-log-out", Texts.of("action.sign-out"), actions::signOut));
        foot.getStyleClass().add("rail-foot");
        root.getStyleClass().add("rail");
        root.getChildren().addAll(logo, scroll, foot);
    }

    Region node() {
        return root;
    }

    /// Says how wide the window is.
    void fit(double width) {
        boolean next = width > 0 && width < WORDS_NEED;
        if (next != narrow) {
            narrow = next;
            root.pseudoClassStateChanged(NARROW, narrow);
            dress();
        }
    }

    void show(List<Section> sections) {
        buttons.removeIf(button -> button.getUserData() != null);
        titles.clear();
        places.getChildren().clear();
        for (Section section : sections) {
            if (!section.title().isEmpty()) {
                Label title = Labels.styled(section.title(), "rail-title");
                titles.add(title);
                places.getChildren().add(title);
            }
            for (Screen screen : section.screens()) {
                Button button = button("nav-" + screen.id(), screen.icon(), screen.title(), () -> go.accept(screen));
                button.setUserData(screen);
                places.getChildren().add(button);
            }
        }
        dress();
    }

    void mark(Screen current) {
        for (Button button : buttons) {
            boolean here = current.equals(button.getUserData());
            button.pseudoClassStateChanged(CURRENT, here);
            if (here) {
                scrollTo(button);
            }
        }
    }

    private void scrollTo(Button button) {
        double beyond = places.getHeight() - scroll.getViewportBounds().getHeight();
        if (beyond > 0) {
            double top = button.getBoundsInParent().getMinY();
            double bottom = button.getBoundsInParent().getMaxY();
            double seen = scroll.getVvalue() * beyond;
            if (top < seen) {
                scroll.setVvalue(top / beyond);
            } else if (bottom > seen + scroll.getViewportBounds().getHeight()) {
                scroll.setVvalue(
                        Math.min(1, (bottom - scroll.getViewportBounds().getHeight()) / beyond));
            }
        }
    }

    private Button foot(String id, String icon, String title, Runnable action) {
        Button button = button(id, icon, title, action);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setTooltip(Labels.tip(title));
        return button;
    }

    private Button button(String id, String icon, String title, Runnable action) {
        Button button = new Button(title, Labels.icon(icon));
        button.setId(id);
        button.setMnemonicParsing(false);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().add("rail-button");
        button.setAccessibleText(title);
        button.setOnAction(_ -> action.run());
        buttons.add(button);
        return button;
    }

    private void dress() {
        Labels.visible(name, !narrow);
        titles.forEach(title -> title.setVisible(!narrow));
        for (Button button : buttons) {
            if (button.getUserData() == null) {
                continue;
            }
            button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
            button.setTooltip(narrow ? Labels.tip(button.getText()) : null);
        }
    }
}
