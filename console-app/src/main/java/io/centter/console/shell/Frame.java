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
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is around every screen.
public final class Frame {
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");

    private final FrameActions actions;
    private final StackPane root = new StackPane();
    private final BorderPane layout = new BorderPane();
    private final StackPane place = new StackPane();
    private final Navigation navigation;
    private final Trail<Screen> trail = new Trail<>();
    private final Button changes = Labels.button("", "fth-lock", () -> {}, "changes-button");
    private final Region environmentStripe = new Region();
    private final Label environmentChip = Labels.styled("", "chip", "environment-chip");
    private final Label past = Labels.styled("", "notice-text", "past-text");
    private final NetworkSwitcher switcher;
    private final Toasts toasts = new Toasts();
    private final Palette palette;
    private final ShortcutSheet sheet;
    private final Subscriptions subscriptions = new Subscriptions();
    private @Nullable Screen current;

    public Frame(FrameActions actions, PaletteViewModel paletteModel, ConnectionViewModel link, InstantSource clock) {
        this.actions = actions;
        switcher = new NetworkSwitcher(actions);
        palette = new Palette(paletteModel, this::closeOverlays);
        sheet = new ShortcutSheet(this::closeOverlays);
        root.setId("frame");
        root.getStyleClass().add("frame");
        navigation = new Navigation(this::go, actions, this::showSheet);
        root.widthProperty().subscribe(width -> navigation.fit(width.doubleValue()));
        changes.setId("allow-changes");
        writable(false);
        VBox top = new VBox(environmentStripe, topBar(link, clock), pastBar(), noticeBar(link));
        environmentStripe.getStyleClass().add("environment-stripe");
        layout.setLeft(navigation.node());
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

    /// What can be changed to, for the next time that a network is shown.
    public void servers(List<ServerItem> servers) {
        switcher.servers(servers);
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

    /// Whether changes may be made in this network from here.
    public void writable(boolean writable) {
        changes.setText(Texts.of(writable ? "changes.allowed" : "changes.read-only"));
        changes.setGraphic(Labels.icon(writable ? "fth-unlock" : "fth-lock"));
        changes.setTooltip(Labels.tip(Texts.of(writable ? "changes.allowed-tip" : "changes.read-only-tip")));
        changes.pseudoClassStateChanged(OPEN, writable);
        changes.setOnAction(_ -> actions.allowChanges(!writable));
    }

    /// Says over everything that this is not how it is now; empty where it is.
    public void past(String text) {
        past.setText(text);
        root.pseudoClassStateChanged(PAST, !text.isEmpty());
    }

    /// The screens there are; the first one is gone to.
    public void sections(List<Section> sections) {
        trail.clear();
        navigation.show(sections);
        sections.stream()
                .flatMap(section -> section.screens().stream())
                .findFirst()
                .ifPresent(this::go);
    }

    public void go(Screen screen) {
        trail.go(screen);
        show(screen);
    }

    private void show(Screen screen) {
        if (current != null) {
            current.hidden();
        }
        current = screen;
        place.getChildren().setAll(screen.node());
        navigation.mark(screen);
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

    boolean typed(String sign) {
        return current != null && current.typed(sign);
    }

    /// Closes what is on top, then what is open in the screen, then goes to where one was before.
    void back() {
        if (!closeOverlays() && (current == null || !current.back())) {
            trail.back().ifPresent(this::show);
        }
    }

    /// To the screen before, whatever is open in this one.
    void previous() {
        trail.back().ifPresent(this::show);
    }

    void next() {
        trail.forward().ifPresent(this::show);
    }

    private void overlay(Node node) {
        closeOverlays();
        root.getChildren().add(node);
    }

    private Node topBar(ConnectionViewModel link, InstantSource clock) {
        Button search = new Button(Texts.of("palette.button"), Labels.icon("fth-search"));
        search.setId("open-palette");
        search.getStyleClass().add("palette-button");
        search.setOnAction(_ -> showPalette());
        HBox bar = new HBox(
                switcher.node(),
                environmentChip,
                changes,
                Labels.spring(),
                search,
                Labels.spring(),
                new ConnectionLight(link, clock, actions::reconnect).node());
        bar.getStyleClass().add("top-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node pastBar() {
        past.setId("past-notice");
        Button now = new Button(Texts.of("past.back"));
        now.setId("past-back");
        now.getStyleClass().add("notice-button");
        now.setOnAction(_ -> actions.backToNow());
        HBox bar = new HBox(Labels.icon("fth-rewind"), past, Labels.spring(), now);
        bar.getStyleClass().addAll("notice", "past-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.visibleProperty().bind(past.textProperty().isNotEmpty());
        bar.managedProperty().bind(bar.visibleProperty());
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
