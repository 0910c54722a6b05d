package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.fx.Background;
import io.centter.console.session.KeptPicture;
import io.centter.console.session.SettingsFile;
import io.centter.console.session.SignedIn;
import io.centter.console.shell.ConnectionViewModel;
import io.centter.console.shell.Frame;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.api.NetworkView;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.PresenceSnapshot;
import io.centter.sdk.rest.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Pos;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A person at one server: the frame, the networks, and the one that is looked at.
final class Visit implements AutoCloseable {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Console console;
    private final SignedIn who;
    private final Servers servers;
    private final Around around;
    private final ConnectionViewModel link;
    private final Frame frame;
    private final ReadOnlyBooleanWrapper writable = new ReadOnlyBooleanWrapper();
    private @Nullable KeptPicture kept;
    private @Nullable Workspace workspace;
    private List<NetworkView> networks = List.of();
    private Optional<String> wanted;
    private boolean closed;

    /// What a visit is given by the console.
    ///
    /// @param title told what the window is called
    record Around(
            SettingsFile settings,
            Background background,
            ScheduledExecutorService timer,
            InstantSource clock,
            Consumer<String> title) {}

    /// @param wanted the network to show first
    /// @param kept what was last known here; null where nothing was
    Visit(Console console, SignedIn who, Around around, Optional<String> wanted, @Nullable KeptPicture kept) {
        this.console = console;
        this.who = who;
        this.servers = console.servers();
        this.around = around;
        this.wanted = wanted;
        this.kept = kept;
        link = new ConnectionViewModel(around.clock());
        frame = new Frame(console, console.palette(), link, around.clock());
    }

    void start() {
        frame.servers(servers.items(who));
        KeptPicture picture = kept;
        if (picture != null && !picture.networks().isEmpty()) {
            networks = picture.networks();
            openFirst();
        }
        readNetworks();
    }

    SignedIn who() {
        return who;
    }

    Frame frame() {
        return frame;
    }

    List<NetworkView> networks() {
        return networks;
    }

    Optional<Workspace> workspace() {
        return Optional.ofNullable(workspace);
    }

    /// What a person has marked it as that is looked at.
    Optional<String> environment() {
        return workspace().flatMap(open -> servers.environment(who, open.network()));
    }

    void go(Destination destination) {
        if (workspace != null) {
            frame.go(workspace.screens().at(destination));
        }
    }

    void choose(NetworkId id) {
        networks.stream()
                .filter(network -> network.id().equals(id))
                .findFirst()
                .ifPresentOrElse(this::open, () -> chooseNew(id));
    }

    /// One that was made since the networks were read.
    private void chooseNew(NetworkId id) {
        around.background()
                .run(
                        () -> who.api().allNetworks(),
                        found -> {
                            if (!closed) {
                                networks = found;
                                found.stream()
                                        .filter(network -> network.id().equals(id))
                                        .findFirst()
                                        .ifPresentOrElse(this::open, this::showNetwork);
                            }
                        },
                        e -> frame.toasts().warn(String.valueOf(e.getMessage())));
    }

    void allowChanges(boolean allowed) {
        if (allowed && workspace != null && workspace.past().isPast()) {
            frame.toasts().say(Texts.of("past.no-changes"));
        } else if (workspace != null) {
            String id = workspace.network().id().toString();
            around.settings().change(now -> now.withWritable(id, allowed));
            showNetwork();
        }
    }

    /// @param last nothing runs behind any more
    void keepPicture(boolean last) {
        servers.keep(who, networks, workspace(), last);
    }

    /// The network in the frame, as it is called and marked now.
    void showNetwork() {
        if (workspace != null) {
            NetworkView network = workspace.network();
            frame.servers(servers.items(who));
            frame.network(networks, network, environment());
            Instant past = workspace.past().atProperty().get();
            link.past(past);
            frame.past(past == null ? "" : Texts.of("past.notice", Times.exact(past, ZoneId.systemDefault())));
            writable.set(past == null
                    && around.settings().get().writable().contains(network.id().toString()));
            frame.writable(writable.get());
            around.title().accept(Texts.of("app.title", network.name()));
        }
    }

    @Override
    public void close() {
        closed = true;
        frame.close();
        if (workspace != null) {
            workspace.close();
            workspace = null;
        }
    }

    /// Until they come: who starts while nothing answers does not have to start again.
    private void readNetworks() {
        around.background()
                .run(
                        () -> who.api().allNetworks(),
                        found -> {
                            if (!closed) {
                                came(found);
                            }
                        },
                        e -> {
                            if (!closed) {
                                failed(e);
                            }
                        });
    }

    private void came(List<NetworkView> found) {
        networks = found;
        boolean there = workspace().stream()
                .anyMatch(open -> found.stream()
                        .anyMatch(network -> network.id().equals(open.network().id())));
        if (there) {
            showNetwork();
        } else {
            openFirst();
        }
    }

    private void failed(Exception e) {
        if (e instanceof ApiProblem problem && problem.status() == 401) {
            console.expired(who);
            return;
        }
        if (workspace == null) {
            frame.say(message("fth-cloud-off", Texts.of("network.failed"), String.valueOf(e.getMessage())));
        }
        around.background().after(ASK_AGAIN, () -> {
            if (!closed) {
                readNetworks();
            }
        });
    }

    private void openFirst() {
        Optional<String> last = wanted.or(() -> servers.first(who));
        wanted = Optional.empty();
        networks.stream()
                .filter(network -> last.equals(Optional.of(network.id().toString())))
                .findFirst()
                .or(() -> networks.stream().findFirst())
                .ifPresentOrElse(
                        this::open,
                        () -> frame.say(
                                message("fth-share-2", Texts.of("network.none"), Texts.of("network.none-detail"))));
    }

    private void open(NetworkView network) {
        keepPicture(false);
        frame.leave();
        if (workspace != null) {
            workspace.close();
        }
        servers.lookedAt(who, network);
        Workspace next = new Workspace(
                network,
                new Workspace.Surroundings(
                        who,
                        around.background(),
                        around.timer(),
                        around.clock(),
                        link,
                        new Reach(console, link, writable.getReadOnlyProperty()),
                        () -> console.expired(who)));
        workspace = next;
        next.networkProperty().subscribe(_ -> showNetwork());
        next.past().atProperty().subscribe(_ -> showNetwork());
        frame.sections(next.screens().sections());
        showKept(next);
        next.start();
    }

    private void showKept(Workspace into) {
        KeptPicture picture = kept;
        kept = null;
        if (picture != null && picture.fleet() != null && picture.rightAt() != null) {
            PresenceSnapshot fleet = picture.fleet();
            if (fleet.networkId().equals(into.network().id())) {
                into.begin(new Workspace.Shown(picture.rightAt(), fleet));
            }
        }
    }

    private static VBox message(String icon, String title, String detail) {
        VBox box = new VBox(new FontIcon(icon), Labels.styled(title, "state-title"), Labels.styled(detail, "muted"));
        box.getStyleClass().add("state");
        box.setAlignment(Pos.CENTER);
        return box;
    }
}
