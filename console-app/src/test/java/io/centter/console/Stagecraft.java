package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.desk.QuietSite;
import io.centter.console.desk.Site;
import io.centter.console.fleet.Fleet;
import io.centter.console.fleet.SampleFleet;
import io.centter.console.fx.Background;
import io.centter.console.fx.Ticker;
import io.centter.console.live.FleetChange;
import io.centter.console.live.Link;
import io.centter.console.screens.agent.AgentActs;
import io.centter.console.screens.agent.AgentDossier;
import io.centter.console.screens.agent.AgentViewModel;
import io.centter.console.screens.agents.AgentsScreen;
import io.centter.console.screens.agents.AgentsViewModel;
import io.centter.console.shell.Command;
import io.centter.console.shell.ConnectionViewModel;
import io.centter.console.shell.Frame;
import io.centter.console.shell.FrameActions;
import io.centter.console.shell.PaletteViewModel;
import io.centter.console.shell.Section;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Plan;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import io.centter.model.presence.PresenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The frame with the agents in it, over a picture that a test makes.
final class Stagecraft implements FrameActions {
    static final NetworkView NETWORK = new NetworkView(
            SampleFleet.NETWORK,
            "Acme Corp",
            new Slug("acme"),
            Plan.BUSINESS,
            NetworkStatus.ACTIVE,
            null,
            null,
            MemberRole.OWNER,
            24,
            1,
            Instant.EPOCH,
            Instant.EPOCH);

    final InstantSource clock = InstantSource.system();
    final Fleet fleet = new Fleet();
    final SimpleObjectProperty<@Nullable String> failure = new SimpleObjectProperty<>();
    final ConnectionViewModel link = new ConnectionViewModel(clock);
    final Ticker ticker = new Ticker(clock);
    final List<String> copied = new ArrayList<>();
    final List<Destination> gone = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final AgentsViewModel agents = new AgentsViewModel(fleet, failure);
    final AgentsScreen screen;
    final Frame frame;

    Stagecraft() {
        Instant now = clock.instant();
        Background background = new Background();
        AgentViewModel agent = new AgentViewModel(
                (_, _, _, _) -> new AgentViewModel.Past(now.minusSeconds(70_000), history(now)), background, clock);
        Site site = QuietSite.of(NETWORK, fleet, background, ticker, copied, gone);
        screen = new AgentsScreen(site, agents, agent, new AgentDossier(site), new AgentActs(site));
        frame = new Frame(this, new PaletteViewModel(this::commands), link, clock);
        frame.network(List.of(NETWORK), NETWORK, Optional.of("staging"));
        link.staleProperty().subscribe(stale -> screen.stale(stale));
        ticker.nowProperty().subscribe(link::tick);
        frame.sections(List.of(new Section("", List.of(screen))));
        ticker.start();
    }

    void connected() {
        Instant now = clock.instant();
        link.http(Link.off(now).up(Duration.ofMillis(3), now));
        link.nats(Link.off(now).up(Duration.ofNanos(412_000), now));
        link.current(now);
    }

    void disconnected() {
        Instant then = clock.instant().minusSeconds(43);
        link.http(Link.off(then).up(Duration.ofMillis(3), then));
        link.current(then);
        link.nats(Link.off(then).down("Connection refused.", clock.instant().plusSeconds(4), then));
    }

    void apply(FleetChange... changes) {
        fleet.apply(List.of(changes));
    }

    private List<Command> commands() {
        List<Command> all = new ArrayList<>();
        all.add(new Command("Screen", "Agents", "", "fth-cpu", "", () -> asked.add("agents")));
        all.add(new Command("Action", "Reconnect now", "", "fth-refresh-cw", "Ctrl R", this::reconnect));
        fleet.rows()
                .forEach(row -> all.add(new Command(
                        "Agent", row.get().name(), row.id().value(), "fth-cpu", "", () -> agents.open(row.id()))));
        return all;
    }

    private static List<PresenceRecord> history(Instant now) {
        return List.of(
                record(
                        now.minusSeconds(700),
                        Presence.ONLINE,
                        Presence.ONLINE,
                        PresenceCause.HEARTBEAT,
                        HeartbeatStatus.BUSY),
                record(
                        now.minusSeconds(9_200),
                        Presence.OFFLINE,
                        Presence.ONLINE,
                        PresenceCause.CONNECTED,
                        HeartbeatStatus.OK),
                record(now.minusSeconds(12_000), Presence.DEGRADED, Presence.OFFLINE, PresenceCause.SILENCE, null),
                record(now.minusSeconds(13_200), Presence.ONLINE, Presence.DEGRADED, PresenceCause.SILENCE, null),
                record(
                        now.minusSeconds(52_000),
                        Presence.OFFLINE,
                        Presence.ONLINE,
                        PresenceCause.CONNECTED,
                        HeartbeatStatus.OK),
                record(now.minusSeconds(52_600), Presence.ONLINE, Presence.OFFLINE, PresenceCause.DISCONNECTED, null));
    }

    private static PresenceRecord record(
            Instant at, Presence from, Presence to, PresenceCause cause, @Nullable HeartbeatStatus status) {
        return new PresenceRecord(at, from, to, cause, status, false);
    }

    @Override
    public void chooseNetwork(NetworkId network) {
        asked.add("network " + network);
    }

    @Override
    public void markNetwork(NetworkId network, Optional<String> environment) {
        asked.add("mark " + environment.orElse("none"));
        frame.network(List.of(NETWORK), NETWORK, environment);
    }

    @Override
    public void allowChanges(boolean allowed) {
        asked.add("changes " + allowed);
    }

    @Override
    public void chooseServer(Optional<String> address) {
        asked.add("server " + address.orElse("another"));
    }

    @Override
    public void reconnect() {
        asked.add("reconnect");
    }

    @Override
    public void backToNow() {
        asked.add("now");
    }

    @Override
    public void nextTheme() {
        asked.add("theme");
    }

    @Override
    public void signOut() {
        asked.add("sign out");
    }
}
