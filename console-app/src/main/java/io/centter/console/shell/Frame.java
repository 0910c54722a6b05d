package io.centter.console.shell;

import io.centter.console.fx.Screen;
import io.centter.console.fx.Subscriptions;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.NetworkView;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is around every screen.
public final class Frame {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final FrameActions actions;
    private final StackPane root = new StackPane();
    private final BorderPane layout = new BorderPane();
    private final StackPane place = new StackPane();
    private final VBox rail = new VBox();
    private final VBox places = new VBox();
    private final Region environmentStripe = new Region();
    private final Label environmentChip = Labels.styled("", "chip", "environment-chip");
    private final NetworkSwitcher switcher;
    private final Toasts toasts = new Toasts();
    private final Palette palette;
    private final ShortcutSheet sheet;
    private final Subscriptions subscriptions = new Subscriptions();
    private @Nullable Screen current;

    public Frame(FrameActions actions, PaletteViewModel paletteModel, ConnectionViewModel link, InstantSource clock) {
        this.actions = actions;
        switcher = new NetworkSwitcher(actions::chooseNetwork, actions::markNetwork);
        palette = new Palette(paletteModel, this::closeOverlays);
        sheet = new ShortcutSheet(this::closeOverlays);
        root.setId("frame");
        root.getStyleClass().add("frame");
        buildRail();
        VBox top = new VBox(environmentStripe, topBar(link, clock), noticeBar(link));
        environmentStripe.getStyleClass().add("environment-stripe");
        layout.setLeft(rail);
        layout.setCenter(new BorderPane(place, top, null, null, null));
        StackPane.setAlignment(toasts.node(), Pos.BOTTOM_CENTER);
        root.getChildren().addAll(layout, toasts.node());
        new FrameKeys(this, actions).listen(root);
    }

    public Region node() {
        return root;
    }

    public Toasts toasts() {
        return toasts;
    }

    /// The network in the bar, with its environment's colour over the whole frame.
    public void network(List<NetworkView> networks, NetworkView network, Optional<String> environment) {
        switcher.show(networks, network, environment);
        root.getStyleClass().removeIf(style -> style.startsWith("environment-"));
        environment.ifPresent(name -> root.getStyleClass().add("environment-" + name));
        environmentChip.setText(
                environment.map(name -> Texts.of("environment." + name)).orElse(""));
        environmentChip.setVisible(environment.isPresent());
        environmentChip.setManaged(environment.isPresent());
        environmentStripe.setVisible(environment.isPresent());
        environmentStripe.setManaged(environment.isPresent());
    }

    public void screens(List<Screen> screens) {
        places.getChildren().clear();
        for (Screen screen : screens) {
            Button button = new Button(screen.title(), Labels.icon(screen.icon()));
            button.setId("nav-" + screen.id());
            button.getStyleClass().add("rail-button");
            button.setOnAction(_ -> go(screen));
            button.setUserData(screen);
            places.getChildren().add(button);
        }
        if (!screens.isEmpty()) {
            go(screens.getFirst());
        }
    }

    public void go(Screen screen) {
        if (current != null) {
            current.hidden();
        }
        current = screen;
        place.getChildren().setAll(screen.node());
        places.getChildren()
                .forEach(button -> button.pseudoClassStateChanged(CURRENT, screen.equals(button.getUserData())));
        screen.shown();
    }

    /// Instead of a screen, where there is nothing to show.
    public void say(Node message) {
        leave();
        place.getChildren().setAll(message);
    }

    /// Ends what the current screen listens to.
    public void leave() {
        if (current != null) {
            current.hidden();
            current = null;
        }
    }

    public void close() {
        leave();
        subscriptions.close();
    }

    public void showPalette() {
        overlay(palette.node());
        palette.open();
    }

    public void showSheet() {
        overlay(sheet.node());
    }

    /// True where one was open.
    public boolean closeOverlays() {
        boolean open = root.getChildren().removeAll(palette.node(), sheet.node());
        if (open) {
            place.requestFocus();
        }
        return open;
    }

    void find() {
        if (current != null) {
            current.find();
        }
    }

    void back() {
        if (!closeOverlays() && current != null) {
            current.back();
        }
    }

    private void overlay(Node node) {
        closeOverlays();
        root.getChildren().add(node);
    }

    private void buildRail() {
        Label logo = Labels.styled("", "logo");
        logo.setGraphic(Labels.icon("fth-hexagon"));
        logo.setAccessibleText(Texts.of("app.name"));
        Region spring = new Region();
        VBox.setVgrow(spring, Priority.ALWAYS);
        rail.getStyleClass().add("rail");
        rail.setAlignment(Pos.TOP_CENTER);
        places.getStyleClass().add("rail-places");
        rail.getChildren()
                .addAll(
                        logo,
                        places,
                        spring,
                        railIcon("rail-theme", "fth-moon", Texts.of("action.theme"), actions::nextTheme),
                        railIcon("rail-help", "fth-help-circle", Texts.of("keys.title"), this::showSheet),
                        railIcon("rail-sign-out", "fth-log-out", Texts.of("action.sign-out"), actions::signOut));
    }

    private static Button railIcon(String id, String icon, String name, Runnable action) {
        Button button = Labels.iconButton(icon, name, action);
        button.setId(id);
        button.getStyleClass().add("rail-icon");
        return button;
    }

    private Node topBar(ConnectionViewModel link, InstantSource clock) {
        Button search = new Button(Texts.of("palette.button"), Labels.icon("fth-search"));
        search.setId("open-palette");
        search.getStyleClass().add("palette-button");
        search.setOnAction(_ -> showPalette());
        HBox bar = new HBox(
                switcher.node(),
                environmentChip,
                Labels.spring(),
                search,
                Labels.spring(),
                new ConnectionLight(link, clock, actions::reconnect).node());
        bar.getStyleClass().add("top-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node noticeBar(ConnectionViewModel link) {
        Label text = Labels.styled("", "notice-text");
        text.setId("notice");
        text.textProperty().bind(link.noticeProperty());
        Button again = new Button(Texts.of("action.reconnect"));
        again.getStyleClass().add("notice-button");
        again.setOnAction(_ -> actions.reconnect());
        HBox bar = new HBox(Labels.icon("fth-wifi-off"), text, Labels.spring(), again);
        bar.getStyleClass().add("notice");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.visibleProperty().bind(link.noticeProperty().map(notice -> !notice.isEmpty()));
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }
}
