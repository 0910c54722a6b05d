package io.centter.console.desk;

import io.centter.console.fleet.Fleet;
import io.centter.console.fx.Background;
import io.centter.console.fx.Ticker;
import io.centter.console.live.FleetChange;
import io.centter.console.session.SavedView;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.AddMember;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.api.Session;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.presence.PresenceSnapshot;
import io.centter.model.role.Role;
import io.centter.sdk.rest.CentterApi;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A network of its own at a real control plane, for view models without JavaFX: everything happens at once, on the
/// thread of the test, and what the hub says is said by the test.
public final class SampleSite implements Hands, AutoCloseable {
    private static @Nullable EmbeddedPlane plane;

    public final CentterApi api;
    public final Session session;
    public final Fleet fleet = new Fleet();
    public final News news = new News();
    public final List<String> said = new ArrayList<>();
    public final List<Destination> gone = new ArrayList<>();
    public final ReadOnlyBooleanWrapper writable = new ReadOnlyBooleanWrapper(true);
    public final ReadOnlyObjectWrapper<NetworkView> network;
    private final List<Runnable> patience = new ArrayList<>();
    private final List<SavedView> views = new ArrayList<>();
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
    private final Site site;
    private @Nullable Path file;
    private long seq;

    private SampleSite(CentterApi anonymous) {
        String email = "linda-" + UUID.randomUUID() + "@example.com";
        session = anonymous.register(new Register(email, "correct-horse-battery", "Linda"));
        api = anonymous.signedIn(session.token());
        network = new ReadOnlyObjectWrapper<>(api.createNetwork(new CreateNetwork("Acme Corp", null)));
        Instant now = InstantSource.system().instant();
        fleet.apply(List.of(new FleetChange.Snapshot(
                new PresenceSnapshot(network.get().id(), now.minusSeconds(60), true, List.of()))));
        Background background = new Background(Runnable::run, Runnable::run, this::later);
        site = new Site(
                api,
                session.user(),
                network.getReadOnlyProperty(),
                fleet,
                news,
                background,
                new Ticker(InstantSource.system()),
                new Past(api, network.get().id(), fleet, background, () -> said.add("now")),
                this);
    }

    /// One control plane serves all tests of a run.
    public static synchronized EmbeddedPlane plane() {
        EmbeddedPlane running = plane;
        if (running == null) {
            try {
                running = EmbeddedPlane.start(
                        Files.createTempDirectory("console-test"),
                        // No test has the patience of a fleet for messages that nobody answers.
                        Map.of("nats.deliveries", "2", "nats.delivery_wait", "300ms"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            plane = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    public static SampleSite open() {
        return new SampleSite(CentterApi.at(plane().http()));
    }

    /// The value, which must be there by now.
    public static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "it is not there yet");
    }

    public Site site() {
        return site;
    }

    /// A new agent, which the picture holds too.
    public AgentId agent(String name, Role role) {
        return created(name, role).agent().id();
    }

    /// The same with its key.
    public AgentCreated created(String name, Role role) {
        AgentCreated made = api.createAgent(network.get().id(), new CreateAgent(name, null, role, null, null));
        fleet.apply(List.of(new FleetChange.Named(
                InstantSource.system().instant(),
                made.agent().id(),
                name,
                made.agent().slug(),
                role)));
        return made;
    }

    /// The same network as another person sees it.
    public Site seenBy(MemberRole role) {
        String email = role.name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID() + "@example.com";
        CentterApi anonymous = CentterApi.at(plane().http());
        Session other = anonymous.register(new Register(email, "correct-horse-battery", "Vera"));
        api.addMember(network.get().id(), new AddMember(email, role));
        return new Site(
                anonymous.signedIn(other.token()),
                other.user(),
                network.getReadOnlyProperty(),
                fleet,
                news,
                site.background(),
                site.ticker(),
                site.past(),
                this);
    }

    public void tell(EventData... data) {
        List<HubEvent> batch = new ArrayList<>();
        for (EventData one : data) {
            batch.add(new HubEvent(
                    UUID.randomUUID(),
                    ++seq,
                    network.get().id(),
                    InstantSource.system().instant(),
                    one));
        }
        news.tell(batch);
    }

    /// Lets everything happen that waits for its patience to end.
    public void loseNoMoreTime() {
        List<Runnable> due = List.copyOf(patience);
        patience.clear();
        due.forEach(Runnable::run);
    }

    /// Where a person will keep the next file.
    public void keepIn(Path target) {
        file = target;
    }

    @Override
    public void close() {
        api.close();
    }

    private void later(Duration wait, Runnable action) {
        if (wait.toMillis() < 1000) {
            action.run();
        } else {
            patience.add(action);
        }
    }

    @Override
    public void copy(String text) {
        said.add("copied " + text);
    }

    @Override
    public void copySecret(String name, String secret) {
        said.add("copied in secret " + secret);
    }

    @Override
    public void say(String text) {
        said.add(text);
    }

    @Override
    public void go(Destination destination) {
        gone.add(destination);
    }

    @Override
    public void look(NetworkId other) {
        said.add("look at " + other);
    }

    @Override
    public Optional<Path> saveAs(String name) {
        return Optional.ofNullable(file);
    }

    @Override
    public Optional<Path> choose(String title) {
        return Optional.ofNullable(file);
    }

    @Override
    @SuppressWarnings("try") // Closing a connection may be interrupted; the test then fails.
    public byte[] askMesh(String subject, byte[] question) throws IOException, InterruptedException {
        IssuedCredentials mine = api.issueConsoleCredentials(network.get().id());
        try (Connection connection = Nats.connect(new Options.Builder()
                .servers(mine.servers().toArray(String[]::new))
                .authHandler(Nats.staticCredentials(mine.creds().getBytes(StandardCharsets.UTF_8)))
                .inboxPrefix(Subjects.replyPrefix(mine.userName()))
                .build())) {
            Message answer = connection.request(subject, question, Duration.ofSeconds(5));
            return there(answer).getData();
        }
    }

    @Override
    public List<SavedView> views() {
        return List.copyOf(views);
    }

    @Override
    public void keepView(SavedView view) {
        views.add(view);
    }

    @Override
    public void forgetView(SavedView view) {
        views.remove(view);
    }

    @Override
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyBooleanProperty writableProperty() {
        return writable.getReadOnlyProperty();
    }

    @Override
    public void allowChanges() {
        writable.set(true);
    }

    @Override
    public Optional<String> environment() {
        return Optional.of("staging");
    }
}
