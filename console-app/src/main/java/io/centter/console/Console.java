package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.fx.Background;
import io.centter.console.fx.FxThread;
import io.centter.console.screens.signin.SignInView;
import io.centter.console.screens.signin.SignInViewModel;
import io.centter.console.session.KeptPicture;
import io.centter.console.session.KnownServer;
import io.centter.console.session.Preferences;
import io.centter.console.session.ServerMemory;
import io.centter.console.session.SettingsFile;
import io.centter.console.session.SignedIn;
import io.centter.console.shell.Command;
import io.centter.console.shell.Frame;
import io.centter.console.shell.FrameActions;
import io.centter.console.shell.PaletteViewModel;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Theme;
import io.centter.model.api.NetworkView;
import io.centter.model.identity.NetworkId;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The whole console in one node, with or without a window around it. JavaFX thread only.
public final class Console implements FrameActions, AutoCloseable {
    private static final long KEEP_EVERY = 60;
    private static final PseudoClass DENSE = PseudoClass.getPseudoClass("dense");

    private final SettingsFile settings;
    private final InstantSource clock;
    private final Background background = new Background();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("console-timer").factory());
    private final StackPane root = new StackPane();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(Texts.of("app.name"));
    private final SignInViewModel signInModel;
    private final SignInView signInView;
    private final Servers servers;
    private @Nullable Visit visit;
    private Optional<String> wanted = Optional.empty();

    public Console(SettingsFile settings, InstantSource clock) {
        this(settings, ServerMemory.forgetful(), clock);
    }

    /// @param memory what is kept of the servers beside the settings
    public Console(SettingsFile settings, ServerMemory memory, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        servers = new Servers(settings, memory, background, clock, address -> chooseServer(Optional.of(address)));
        signInModel = new SignInViewModel(background, who -> begin(who, signIn().keeps(), null));
        signInView = new SignInView(signInModel, servers.list());
        Optional<KnownServer> last = servers.last();
        signInModel.choose(
                last.map(KnownServer::address).orElse("http://localhost:8080"),
                last.map(KnownServer::email).orElse(null));
        like(settings.get().preferences());
        root.getStyleClass().add("console");
        root.getChildren().add(signInView.node());
        ScheduledFuture<?> _ = timer.scheduleAtFixedRate(
                () -> FxThread.later(() -> keepPicture(false)), KEEP_EVERY, KEEP_EVERY, TimeUnit.SECONDS);
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

    /// The network to show first.
    void lookFirstAt(String network) {
        wanted = Optional.of(network);
    }

    /// Goes on where a person was the last time, where that was kept.
    public void goOn() {
        servers.last().ifPresent(server -> chooseServer(Optional.of(server.address())));
    }

    /// To the field a person will type in first.
    public void focus() {
        signInView.focus();
    }

    /// Whether nothing is asked or about to be.
    boolean isIdle() {
        return background.isIdle();
    }

    /// What every question meets from now on.
    void meet(Background.Obstacle obstacle) {
        background.meet(obstacle);
    }

    Servers servers() {
        return servers;
    }

    Optional<Visit> visit() {
        return Optional.ofNullable(visit);
    }

    List<NetworkView> networks() {
        return visit().map(Visit::networks).orElse(List.of());
    }

    Optional<Workspace> workspace() {
        return visit().flatMap(Visit::workspace);
    }

    Optional<Frame> frame() {
        return visit().map(Visit::frame);
    }

    PaletteViewModel palette() {
        return new PaletteViewModel(this::commands);
    }

    @Override
    public void chooseNetwork(NetworkId id) {
        visit().ifPresent(at -> at.choose(id));
    }

    @Override
    public void markNetwork(NetworkId network, Optional<String> environment) {
        settings.change(kept -> kept.withEnvironment(network.toString(), environment.orElse(null)));
        visit().ifPresent(Visit::showNetwork);
    }

    @Override
    public void allowChanges(boolean allowed) {
        visit().ifPresent(at -> at.allowChanges(allowed));
    }

    /// What a person has marked the network as that is looked at.
    Optional<String> environment() {
        return visit().flatMap(Visit::environment);
    }

    /// Shows it, in the screen for it.
    void go(Destination destination) {
        visit().ifPresent(at -> at.go(destination));
    }

    @Override
    public void chooseServer(Optional<String> address) {
        SignedIn here = visit().map(Visit::who).orElse(null);
        if (here != null && address.equals(Optional.of(here.server().toString()))) {
            return;
        }
        keepPicture(false);
        leave();
        if (here != null) {
            here.close();
        }
        signInModel.choose(address.orElse(""), null);
        signInView.focus();
        address.ifPresent(it -> servers.look(it, this::found));
    }

    private void found(Servers.Found there) {
        String address = there.server().address();
        if (visit != null || !signInModel.serverProperty().get().equals(address)) {
            return;
        }
        signInModel.choose(address, there.server().email());
        signInView.focus();
        there.token()
                .ifPresent(token -> there.picture()
                        .ifPresentOrElse(
                                picture -> begin(
                                        SignedIn.again(URI.create(address), token, picture.user()), true, picture),
                                () -> signInModel.goOn(token)));
    }

    @Override
    public void reconnect() {
        workspace().ifPresent(Workspace::reconnect);
    }

    @Override
    public void backToNow() {
        workspace().ifPresent(open -> open.past().now());
    }

    @Override
    public void nextTheme() {
        Theme next = switch (Theme.named(settings.get().preferences().theme())) {
            case DARK -> Theme.LIGHT;
            case LIGHT -> Theme.SYSTEM;
            case SYSTEM -> Theme.DARK;
        };
        theme(next);
        frame().ifPresent(shown -> shown.toasts().say(Texts.of("theme." + next.key())));
    }

    void theme(Theme theme) {
        prefer(liked -> liked.withTheme(theme.key()));
    }

    Preferences preferences() {
        return settings.get().preferences();
    }

    /// Applies it at once and keeps it.
    void prefer(UnaryOperator<Preferences> change) {
        Preferences before = preferences();
        settings.change(now -> now.withPreferences(change));
        Preferences now = preferences();
        if (!now.theme().equals(before.theme())) {
            Theme.named(now.theme()).apply();
        }
        like(now);
        if (!Objects.equals(now.language(), before.language())) {
            visit().ifPresent(this::again);
        }
    }

    private void like(Preferences liked) {
        root.pseudoClassStateChanged(DENSE, liked.dense());
        Times.tellExactly(liked.exactTimes());
        Texts.speak(liked.language());
    }

    /// The same once more, as after a change of language: every word is on the screen already.
    private void again(Visit old) {
        SignedIn who = old.who();
        Optional<KeptPicture> shown = servers.picture(who, old.networks(), old.workspace());
        old.close();
        show(new Visit(this, who, around(), Optional.empty(), shown.orElse(null)));
        go(new Destination.Place("settings"));
    }

    private Visit.Around around() {
        return new Visit.Around(settings, background, timer, clock, title::set);
    }

    private void show(Visit next) {
        visit = next;
        root.getChildren().setAll(next.frame().node());
        next.start();
    }

    @Override
    public void signOut() {
        SignedIn leaving = visit().map(Visit::who).orElse(null);
        leave();
        if (leaving != null) {
            servers.left(leaving);
            background.run(() -> {
                try (leaving) {
                    leaving.api().logout();
                }
            });
        }
    }

    /// Copies and says so.
    void copy(String text) {
        copy(text, Texts.of("copied", text));
    }

    /// @param said what is said of it
    void copy(String text, String said) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        frame().ifPresent(shown -> shown.toasts().say(said));
    }

    @Override
    public void close() {
        SignedIn here = visit().map(Visit::who).orElse(null);
        keepPicture(true);
        leave();
        if (here != null) {
            here.close();
        }
        timer.shutdownNow();
        background.close();
    }

    /// The control plane does not know the session any more.
    void expired(SignedIn who) {
        if (visit().map(at -> at.who() == who).orElse(false)) {
            leave();
            servers.ended(who);
            who.close();
            signInModel.explain(Texts.of("signin.expired"));
        }
    }

    /// @param picture what was last known; null where nothing was kept
    private void begin(SignedIn who, boolean keep, @Nullable KeptPicture picture) {
        servers.signedIn(who, keep);
        Visit next =
                new Visit(this, who, new Visit.Around(settings, background, timer, clock, title::set), wanted, picture);
        wanted = Optional.empty();
        visit = next;
        root.getChildren().setAll(next.frame().node());
        next.start();
    }

    private void keepPicture(boolean last) {
        visit().ifPresent(at -> at.keepPicture(last));
    }

    private void leave() {
        if (visit != null) {
            visit.close();
            visit = null;
        }
        title.set(Texts.of("app.name"));
        root.getChildren().setAll(signInView.node());
        signInView.focus();
    }

    private List<Command> commands() {
        return new Commands(this, networks()).all();
    }
}
