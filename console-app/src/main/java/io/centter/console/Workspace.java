package io.centter.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.console.desk.Heard;
import io.centter.console.desk.News;
import io.centter.console.desk.Past;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fleet.Fleet;
import io.centter.console.fx.Background;
import io.centter.console.fx.EventPump;
import io.centter.console.fx.FxThread;
import io.centter.console.fx.Ticker;
import io.centter.console.live.FeedListener;
import io.centter.console.live.FleetChange;
import io.centter.console.live.Link;
import io.centter.console.live.LiveFeed;
import io.centter.console.screens.agent.AgentActs;
import io.centter.console.screens.agent.AgentDossier;
import io.centter.console.screens.agent.AgentViewModel;
import io.centter.console.screens.agents.AgentsScreen;
import io.centter.console.screens.agents.AgentsViewModel;
import io.centter.console.session.HttpProbe;
import io.centter.console.session.SignedIn;
import io.centter.console.shell.ConnectionViewModel;
import io.centter.model.api.NetworkView;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.PresenceSnapshot;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.CentterApi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One network while it is looked at: its feed, its picture and its screens, begun and ended together.
final class Workspace implements AutoCloseable {
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final Duration BATCH = Duration.ofMillis(100);
    /// Nobody reads lines faster.
    private static final Duration TAIL = Duration.ofMillis(250);

    private final ReadOnlyObjectWrapper<NetworkView> network;
    private final CentterApi api;
    private final Background background;
    private final News news = new News();
    private final EventPump<HubEvent> newsPump;
    private final EventPump<Heard> tailPump;
    private final AtomicLong heard = new AtomicLong();
    private final Screens screens;
    private final Fleet fleet = new Fleet();
    private final ConnectionViewModel link;
    private final ReadOnlyObjectWrapper<@Nullable String> failure = new ReadOnlyObjectWrapper<>();
    private final Ticker ticker;
    private final EventPump<FleetChange> pump;
    private final Past past;
    private final LiveFeed feed;
    private final HttpProbe probe;
    private final AgentsViewModel agents;
    private final AgentDossier dossier;
    private final AgentActs acts;
    private final AgentsScreen screen;
    private final InstantSource clock;
    private Duration hubAhead = Duration.ZERO;
    private @Nullable Instant picturedAt;
    private boolean closed;

    /// What a workspace is given by the console.
    ///
    /// @param sessionEnded called on the JavaFX thread when the control plane no longer knows the session
    record Surroundings(
            SignedIn session,
            Background background,
            ScheduledExecutorService timer,
            InstantSource clock,
            ConnectionViewModel link,
            Reach hands,
            Runnable sessionEnded) {}

    Workspace(NetworkView network, Surroundings around) {
        this.network = new ReadOnlyObjectWrapper<>(network);
        background = around.background();
        this.clock = around.clock();
        this.link = around.link();
        link.restart();
        api = around.session().api();
        InstantSource hubClock = () -> clock.instant().plus(hubAhead);
        ticker = new Ticker(hubClock);
        pump = new EventPump<>(
                FleetChange::key, FleetChange::newer, this::apply, FxThread::later, around.timer(), BATCH);
        newsPump =
                new EventPump<>(HubEvent::id, (_, later) -> later, news::tell, FxThread::later, around.timer(), BATCH);
        tailPump =
                new EventPump<>(Heard::number, (_, later) -> later, news::told, FxThread::later, around.timer(), TAIL);
        feed = new LiveFeed(Sources.feed(api, network.id()), new Listener(around.sessionEnded()), clock);
        probe = new HttpProbe(
                api,
                state -> later(() -> link.http(state)),
                health -> later(() -> link.hubHears(health.status().equals("connected"))),
                clock);
        past = new Past(api, network.id(), fleet, background, feed::refresh);
        agents = new AgentsViewModel(fleet, failure);
        AgentViewModel agent = new AgentViewModel(Sources.history(api), around.background(), hubClock);
        Site site = site(around);
        acts = new AgentActs(site);
        dossier = new AgentDossier(site);
        screen = new AgentsScreen(site, agents, agent, dossier, acts);
        screens = new Screens(site, agents, screen, around.hands());
        news.listen(Workspace::isOfNetwork, this::renewNetwork);
        Alerts.of(fleet).listen(news, text -> {
            if (around.hands().preferences().notifications()) {
                around.hands().warn(text);
            }
        });
        ticker.nowProperty().subscribe(link::tick);
        around.hands().staleProperty().subscribe(stale -> screen.stale(stale));
    }

    /// What is shown of the agents, and until when it was right by this machine's clock.
    record Shown(Instant rightAt, PresenceSnapshot fleet) {}

    Optional<Shown> shown() {
        Instant at = link.currentAt() == null ? picturedAt : link.currentAt();
        if (at == null || !fleet.loadedProperty().get()) {
            return Optional.empty();
        }
        List<AgentPresence> agentsNow = fleet.latest();
        boolean hears = fleet.hubConnectedProperty().get();
        return Optional.of(
                new Shown(at, new PresenceSnapshot(network.get().id(), at.plus(hubAhead), hears, agentsNow)));
    }

    /// Shows what was last known, until the hub is heard.
    void begin(Shown kept) {
        fleet.apply(List.of(new FleetChange.Snapshot(kept.fleet())));
        link.current(kept.rightAt());
    }

    void start() {
        ticker.start();
        probe.start();
        feed.start();
    }

    NetworkView network() {
        return network.get();
    }

    /// As it is now: its name, its plan, whether it is suspended.
    ReadOnlyObjectProperty<NetworkView> networkProperty() {
        return network.getReadOnlyProperty();
    }

    /// Which moment is looked at.
    Past past() {
        return past;
    }

    Screens screens() {
        return screens;
    }

    Fleet fleet() {
        return fleet;
    }

    AgentsViewModel agents() {
        return agents;
    }

    /// What is done with agents.
    AgentActs acts() {
        return acts;
    }

    /// What is known of the agent that is open.
    AgentDossier dossier() {
        return dossier;
    }

    AgentsScreen screen() {
        return screen;
    }

    List<AgentRow> rows() {
        return fleet.rows();
    }

    /// A picture has come and the broker is heard.
    boolean isLive() {
        return fleet.loadedProperty().get() && link.natsProperty().get().isUp();
    }

    /// Asks the hub on the mesh, as this console; blocks.
    byte[] ask(String subject, byte[] question) throws IOException, InterruptedException {
        return feed.ask(subject, question);
    }

    void reconnect() {
        feed.reconnectNow();
        probe.probeNow();
    }

    /// Stops listening and says so, as when the network is gone.
    void disconnect(String why) {
        feed.close();
        probe.close();
        closed = true;
        Instant now = clock.instant();
        link.nats(link.natsProperty().get().down(why, null, now));
        link.http(link.httpProperty().get().down(why, null, now));
    }

    @Override
    public void close() {
        closed = true;
        feed.close();
        probe.close();
        pump.close();
        newsPump.close();
        tailPump.close();
        ticker.close();
    }

    private Site site(Surroundings around) {
        return new Site(
                api,
                around.session().user(),
                network.getReadOnlyProperty(),
                fleet,
                news,
                background,
                ticker,
                past,
                around.hands());
    }

    private static boolean isOfNetwork(EventData data) {
        return data instanceof EventData.NetworkChanged
                || data instanceof EventData.NetworkPlanChanged
                || data instanceof EventData.NetworkSuspended
                || data instanceof EventData.NetworkResumed;
    }

    private void renewNetwork() {
        background.run(
                () -> api.network(network.get().id()),
                now -> {
                    if (!closed) {
                        network.set(now);
                    }
                },
                _ -> {});
    }

    private void apply(List<FleetChange> batch) {
        batch.forEach(this::compareClocks);
        if (!fleet.apply(batch)) {
            feed.refresh();
        }
        if (fleet.loadedProperty().get()) {
            failure.set(null);
        }
    }

    /// Ages are told by the hub's clock, or a machine whose own is wrong would call every agent late.
    private void compareClocks(FleetChange change) {
        if (change instanceof FleetChange.Snapshot snapshot) {
            picturedAt = clock.instant();
            Duration ahead = Duration.between(clock.instant(), snapshot.at());
            hubAhead = ahead.abs().compareTo(TOLERANCE) > 0 ? ahead : Duration.ZERO;
        }
    }

    /// What threads still say of a workspace that is gone would be taken for the next one's.
    private void later(Runnable action) {
        FxThread.later(() -> {
            if (!closed) {
                action.run();
            }
        });
    }

    private final class Listener implements FeedListener {
        private final Runnable sessionEnded;

        Listener(Runnable sessionEnded) {
            this.sessionEnded = sessionEnded;
        }

        @Override
        public void changed(FleetChange change) {
            pump.offer(change);
        }

        @Override
        public void heard(HubEvent event) {
            newsPump.offer(event);
        }

        @Override
        public void told(String topic, @Nullable JsonNode json, @Nullable HubEvent hub) {
            if (news.isTailed()) {
                tailPump.offer(new Heard(heard.incrementAndGet(), topic, clock.instant(), json, hub));
            }
        }

        @Override
        public void missed() {
            later(news::missed);
        }

        @Override
        public void link(Link nats) {
            later(() -> link.nats(nats));
        }

        @Override
        public void current(Instant at) {
            later(() -> link.current(at));
        }

        @Override
        public void failed(RuntimeException why) {
            String text = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
            later(() -> {
                if (why instanceof ApiProblem problem && problem.status() == 401) {
                    sessionEnded.run();
                } else if (!fleet.loadedProperty().get()) {
                    failure.set(text);
                }
            });
        }
    }
}
