package io.centter.console;

import io.centter.console.fx.Background;
import io.centter.console.screens.signin.ServersViewModel;
import io.centter.console.session.KeptPicture;
import io.centter.console.session.KnownServer;
import io.centter.console.session.ServerMemory;
import io.centter.console.session.Settings;
import io.centter.console.session.SettingsFile;
import io.centter.console.session.SignedIn;
import io.centter.console.shell.ServerItem;
import io.centter.model.api.NetworkView;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The servers that are known, and what is kept of the one a person is signed in at. JavaFX thread only; whatever
/// blocks happens behind.
final class Servers {
    private final SettingsFile settings;
    private final ServerMemory memory;
    private final Background background;
    private final InstantSource clock;
    private final ServersViewModel list;
    private @Nullable String kept;

    /// A session that was kept.
    record Found(KnownServer server, Optional<String> token, Optional<KeptPicture> picture) {}

    /// @param open called with the server a person chooses
    Servers(
            SettingsFile settings,
            ServerMemory memory,
            Background background,
            InstantSource clock,
            Consumer<String> open) {
        this.settings = settings;
        this.memory = memory;
        this.background = background;
        this.clock = clock;
        list = new ServersViewModel(settings, memory, background, clock, open);
    }

    ServersViewModel list() {
        return list;
    }

    Optional<KnownServer> last() {
        return settings.get().last();
    }

    Optional<KnownServer> at(SignedIn who) {
        return settings.get().known(address(who));
    }

    /// What the frame offers.
    List<ServerItem> items(SignedIn who) {
        return settings.get().servers().stream()
                .map(one ->
                        new ServerItem(one.address(), one.title(), one.address().equals(address(who))))
                .toList();
    }

    /// Looks for what was kept of it.
    void look(String address, Consumer<Found> found) {
        KnownServer server = settings.get().known(address).orElseGet(() -> KnownServer.at(address));
        background.run(
                () -> {
                    Optional<String> token = memory.token(address);
                    return new Found(server, token, token.isPresent() ? memory.picture(address) : Optional.empty());
                },
                found,
                _ -> found.accept(new Found(server, Optional.empty(), Optional.empty())));
    }

    /// @param keep whether the session is kept for the next start
    void signedIn(SignedIn who, boolean keep) {
        String address = address(who);
        settings.change(now -> now.withKnown(
                        address, server -> server.usedBy(who.user().email(), clock.instant()))
                .withLast(address));
        list.renew();
        kept = keep ? address : null;
        background.run(() -> {
            if (keep) {
                memory.keepToken(address, who.token());
            } else {
                memory.forget(address);
            }
        });
    }

    void lookedAt(SignedIn who, NetworkView network) {
        settings.change(now -> now.withKnown(
                address(who), server -> server.lookingAt(network.id().toString())));
    }

    /// The network to begin with.
    Optional<String> first(SignedIn who) {
        return at(who).map(server -> server.home() == null ? server.network() : server.home());
    }

    void change(SignedIn who, UnaryOperator<KnownServer> change) {
        settings.change(now -> now.withKnown(address(who), change));
    }

    void begin(SignedIn who, Optional<String> network) {
        settings.change(now -> now.withKnown(address(who), server -> server.beginningWith(network.orElse(null))));
    }

    Optional<Path> settingsFile() {
        return settings.place();
    }

    Optional<Path> pictures() {
        return memory.folder();
    }

    Optional<String> secretStore() {
        return memory.storeKind();
    }

    /// What a person has marked the network as, or else the server.
    Optional<String> environment(@Nullable SignedIn who, NetworkView network) {
        Settings now = settings.get();
        return Optional.ofNullable(now.environments().get(network.id().toString()))
                .or(() -> Optional.ofNullable(who).flatMap(this::at).map(KnownServer::environment));
    }

    /// The session is no good any more.
    void ended(SignedIn who) {
        kept = null;
        background.run(() -> memory.forgetToken(address(who)));
    }

    /// A person signed out: nothing is kept of what was seen.
    void left(SignedIn who) {
        kept = null;
        background.run(() -> memory.forget(address(who)));
    }

    /// Keeps what is shown, for a start at which nobody answers.
    ///
    /// @param last nothing runs behind any more
    void keep(SignedIn who, List<NetworkView> networks, Optional<Workspace> workspace, boolean last) {
        String address = address(who);
        if (!address.equals(kept) || networks.isEmpty()) {
            return;
        }
        KeptPicture picture = take(who, networks, workspace);
        if (last) {
            memory.keepPicture(address, picture);
        } else {
            background.run(() -> memory.keepPicture(address, picture));
        }
    }

    /// What is shown now, as it would be kept.
    Optional<KeptPicture> picture(SignedIn who, List<NetworkView> networks, Optional<Workspace> workspace) {
        return networks.isEmpty() ? Optional.empty() : Optional.of(take(who, networks, workspace));
    }

    private static KeptPicture take(SignedIn who, List<NetworkView> networks, Optional<Workspace> workspace) {
        Optional<Workspace.Shown> shown = workspace.flatMap(Workspace::shown);
        return new KeptPicture(
                who.user(),
                networks,
                shown.map(Workspace.Shown::rightAt).orElse(null),
                shown.map(Workspace.Shown::fleet).orElse(null));
    }

    private static String address(SignedIn who) {
        return who.server().toString();
    }
}
