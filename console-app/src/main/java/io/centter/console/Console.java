package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.fx.Background;
import io.centter.console.screens.signin.SignInView;
import io.centter.console.screens.signin.SignInViewModel;
import io.centter.console.session.Settings;
import io.centter.console.session.SettingsFile;
import io.centter.console.session.SignedIn;
import io.centter.console.shell.Command;
import io.centter.console.shell.ConnectionViewModel;
import io.centter.console.shell.Frame;
import io.centter.console.shell.FrameActions;
import io.centter.console.shell.PaletteViewModel;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.console.theme.Theme;
import io.centter.model.api.NetworkView;
import io.centter.model.identity.NetworkId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The whole console in one node, with or without a window around it. JavaFX thread only.
public final class Console implements FrameActions, AutoCloseable {
    private final SettingsFile settings;
    private final InstantSource clock;
    private final Background background = new Background();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("console-timer").factory());
    private final StackPane root = new StackPane();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(Texts.of("app.name"));
    private final SignInViewModel signInModel;
    private final SignInView signInView;
    private final ReadOnlyBooleanWrapper writable = new ReadOnlyBooleanWrapper();
    private @Nullable SignedIn session;
    private @Nullable Frame frame;
    private @Nullable Workspace workspace;
    private ConnectionViewModel link;
    private List<NetworkView> networks = List.of();

    public Console(SettingsFile settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        link = new ConnectionViewModel(clock);
        signInModel = new SignInViewModel(background, this::signedIn);
        signInView = new SignInView(signInModel);
        Settings kept = settings.get();
        signInModel.serverProperty().set(kept.server() == null ? "http://localhost:8080" : kept.server());
        signInModel.emailProperty().set(kept.email() == null ? "" : kept.email());
        root.getStyleClass().add("console");
        root.getChildren().add(signInView.node());
    }

    public Region node() {
        return root;
    }

    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    public SignInViewModel signIn() {
        return signInModel;
    }

    /// To the field a person will type in first.
    public void focus() {
        signInView.focus();
    }

    List<NetworkView> networks() {
        return networks;
    }

    Optional<Workspace> workspace() {
        return Optional.ofNullable(workspace);
    }

    Optional<Frame> frame() {
        return Optional.ofNullable(frame);
    }

    @Override
    public void chooseNetwork(NetworkId id) {
        networks.stream().filter(network -> network.id().equals(id)).findFirst().ifPresent(this::open);
    }

    @Override
    public void markNetwork(NetworkId network, Optional<String> environment) {
        settings.change(kept -> kept.withEnvironment(network.toString(), environment.orElse(null)));
        showNetwork();
    }

    @Override
    public void allowChanges(boolean allowed) {
        if (workspace != null) {
            String id = workspace.network().id().toString();
            settings.change(kept -> kept.withWritable(id, allowed));
            showNetwork();
        }
    }

    /// What a person has marked the network as that is looked at.
    Optional<String> environment() {
        return Optional.ofNullable(workspace)
                .map(open ->
                        settings.get().environments().get(open.network().id().toString()));
    }

    /// Shows it, in the screen for it.
    void go(Destination destination) {
        if (frame != null && workspace != null) {
            frame.go(workspace.screens().at(destination));
        }
    }

    @Override
    public void reconnect() {
        if (workspace != null) {
            workspace.reconnect();
        }
    }

    @Override
    public void nextTheme() {
        Theme next = switch (Theme.named(settings.get().theme())) {
            case DARK -> Theme.LIGHT;
            case LIGHT -> Theme.SYSTEM;
            case SYSTEM -> Theme.DARK;
        };
        theme(next);
        if (frame != null) {
            frame.toasts().say(Texts.of("theme." + next.key()));
        }
    }

    void theme(Theme theme) {
        settings.change(kept -> kept.withTheme(theme.key()));
        theme.apply();
    }

    @Override
    public void signOut() {
        SignedIn leaving = session;
        leave();
        if (leaving != null) {
            background.run(() -> {
                try (leaving) {
                    leaving.api().logout();
                }
            });
        }
    }

    /// Copies and says so.
    void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        if (frame != null) {
            frame.toasts().say(Texts.of("copied", text));
        }
    }

    @Override
    public void close() {
        leave();
        if (session != null) {
            session.close();
        }
        timer.shutdownNow();
        background.close();
    }

    private void signedIn(SignedIn who) {
        session = who;
        settings.change(
                kept -> kept.withServer(who.server().toString(), who.user().email()));
        link = new ConnectionViewModel(clock);
        Frame next = new Frame(this, new PaletteViewModel(this::commands), link, clock);
        frame = next;
        root.getChildren().setAll(next.node());
        readNetworks(who, next);
    }

    private void readNetworks(SignedIn who, Frame into) {
        background.run(
                () -> who.api().allNetworks(),
                found -> {
                    if (frame == into) {
                        networks = found;
                        openFirst(into);
                    }
                },
                e -> {
                    if (frame == into) {
                        into.say(message("fth-cloud-off", Texts.of("network.failed"), String.valueOf(e.getMessage())));
                    }
                });
    }

    private void openFirst(Frame into) {
        String last = settings.get().network();
        Optional<NetworkView> first = networks.stream()
                .filter(network -> network.id().toString().equals(last))
                .findFirst()
                .or(() -> networks.stream().findFirst());
        first.ifPresentOrElse(
                this::open,
                () -> into.say(message("fth-share-2", Texts.of("network.none"), Texts.of("network.none-detail"))));
    }

    private void open(NetworkView network) {
        SignedIn who = session;
        Frame into = frame;
        if (who == null || into == null) {
            return;
        }
        into.leave();
        if (workspace != null) {
            workspace.close();
        }
        settings.change(kept -> kept.withNetwork(network.id().toString()));
        Workspace next = new Workspace(
                network,
                new Workspace.Surroundings(
                        who,
                        background,
                        timer,
                        clock,
                        link,
                        new Reach(this, link, writable.getReadOnlyProperty()),
                        () -> expired(who)));
        workspace = next;
        next.networkProperty().subscribe(_ -> showNetwork());
        into.sections(next.screens().sections());
        next.start();
    }

    private void showNetwork() {
        if (frame == null || workspace == null) {
            return;
        }
        NetworkView network = workspace.network();
        String environment = settings.get().environments().get(network.id().toString());
        frame.network(networks, network, Optional.ofNullable(environment));
        writable.set(settings.get().writable().contains(network.id().toString()));
        frame.writable(writable.get());
        title.set(Texts.of("app.title", network.name()));
    }

    private void expired(SignedIn who) {
        if (session == who) {
            leave();
            who.close();
            signInModel.explain(Texts.of("signin.expired"));
        }
    }

    private void leave() {
        if (frame != null) {
            frame.close();
            frame = null;
        }
        if (workspace != null) {
            workspace.close();
            workspace = null;
        }
        session = null;
        networks = List.of();
        title.set(Texts.of("app.name"));
        root.getChildren().setAll(signInView.node());
        signInView.focus();
    }

    private List<Command> commands() {
        return new Commands(this, networks).all();
    }

    private static VBox message(String icon, String title, String detail) {
        VBox box = new VBox(new FontIcon(icon), Labels.styled(title, "state-title"), Labels.styled(detail, "muted"));
        box.getStyleClass().add("state");
        box.setAlignment(Pos.CENTER);
        return box;
    }
}
