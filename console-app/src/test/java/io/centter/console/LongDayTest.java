package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Screen;
import io.centter.console.session.SettingsFile;
import io.centter.console.theme.Theme;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Work;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.role.Role;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.rest.CentterApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A working day of eight hours in as many minutes: in each hour a person looks at every screen and at another network,
/// the agents work, the broker dies, the control plane restarts, the machine sleeps, and the console's credentials end.
/// Nothing of it may pile up, and in the evening the picture is the server's.
@Tag("proof")
@ExtendWith(ApplicationExtension.class)
class LongDayTest {
    private static final int HOURS = Integer.getInteger("day.hours", 8);
    private static final int AGENTS = 12;
    private static final List<HeartbeatStatus> STATUSES = List.of(HeartbeatStatus.values());
    private static final String HAPPENING = "io.centter.console.screens.events.Happening";
    private static final long MOST_EVENTS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// How long the credentials live; a new hour begins when those of the last have ended.
    private static final Duration LIFETIME = Duration.ofSeconds(66);

    @TempDir
    static Path directory;

    private static EmbeddedPlane plane;

    private final AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    private final Random random = new Random(Long.getLong("day.seed", 7));
    private final List<MeshAgent> agents = new ArrayList<>();
    private final List<AgentCreated> made = new ArrayList<>();
    private Console console;

    @BeforeAll
    static void startPlane() {
        plane = EmbeddedPlane.start(
                directory.resolve("plane"), Map.of("nats.console_lifetime", LIFETIME.toSeconds() + "s"));
    }

    @AfterAll
    static void stopPlane() {
        plane.close();
    }

    @Start
    void show(Stage registered) {
        Theme.loadFonts();
        // A window of its own: of the one that is registered, every event is kept, with the nodes that it met.
        Stage stage = new Stage();
        Theme.DARK.apply();
        console = new Console(
                new SettingsFile(directory.resolve("settings.json")),
                () -> Instant.now().plus(Objects.requireNonNull(slept.get())));
        Scene scene = new Scene(console.node(), 970, 800);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void nothingPilesUpInADayAndThePictureIsRightInTheEvening(FxRobot robot) throws Exception {
        CentterApi anonymous = CentterApi.at(plane.http());
        String token = anonymous
                .register(new Register("linda@example.com", "correct-horse-battery", "Linda"))
                .token();
        try (CentterApi api = anonymous.signedIn(token)) {
            NetworkView network = api.createNetwork(new CreateNetwork("Acme Corp", null));
            NetworkView other = api.createNetwork(new CreateNetwork("Beta Inc", null));
            for (int i = 0; i < AGENTS; i++) {
                made.add(
                        api.createAgent(network.id(), new CreateAgent("Agent " + i, null, Role.DEVELOPER, null, null)));
                agents.add(started(made.get(i)));
            }
            robot.interact(() -> {
                console.signIn().serverProperty().set(plane.http().toString());
                console.signIn().signInByToken(token);
            });
            awaitLive();
            List<Census> day = new ArrayList<>();
            for (int hour = 1; hour <= HOURS; hour++) {
                pass(robot, network, other);
                day.add(census(robot));
                tell(hour, day.getLast());
            }
            awaitEqual(robot, api, network);
            // The first half fills what is filled once: fonts, style sheets, the page for the web, and the rows of
            // every
            // list that grows, up to what a window shows. Three hours between the two, as there are three themes.
            assertEven(day.get(Math.max(0, day.size() - 4)), day.getLast());
        } finally {
            agents.forEach(MeshAgent::close);
            robot.interact(console::close);
        }
    }

    /// What hangs on weak references is let go after a collection and not by it: by the next picture that is drawn.
    private Census census(FxRobot robot) {
        Census.take();
        robot.interact(() -> goTo("overview"));
        robot.sleep(300);
        robot.interact(() -> goTo("agents"));
        robot.sleep(300);
        return Census.take();
    }

    private void pass(FxRobot robot, NetworkView network, NetworkView other) throws InterruptedException {
        long began = System.nanoTime();
        work();
        robot.interact(() -> console.chooseNetwork(other.id()));
        awaitLive();
        lookAround(robot);
        robot.interact(() -> console.chooseNetwork(network.id()));
        awaitLive();
        lookAround(robot);
        trouble();
        while (System.nanoTime() - began < LIFETIME.toNanos()) {
            work();
            robot.sleep(500);
        }
        awaitLive();
        robot.interact(() -> goTo("agents"));
    }

    private static void assertEven(Census morning, Census evening) {
        Map<String, String> grown = evening.grownSince(morning, 40);
        // There are more events to look back at in the evening than in the morning, of which so many are kept.
        grown.remove(HAPPENING);
        assertThat(evening.instances().getOrDefault(HAPPENING, 0L)).isLessThanOrEqualTo(MOST_EVENTS);
        assertThat(grown).isEmpty();
        assertThat(evening.threads()).as("%s", Census.threadNames()).isLessThanOrEqualTo(morning.threads() + 2);
    }

    private void work() {
        for (MeshAgent agent : agents) {
            agent.work(new Work(random.nextInt(5), Instant.now()));
            agent.status(STATUSES.get(random.nextInt(STATUSES.size())));
        }
    }

    private void lookAround(FxRobot robot) {
        List<Screen> screens = new ArrayList<>();
        robot.interact(
                () -> screens.addAll(console.workspace().orElseThrow().screens().all()));
        for (Screen screen : screens) {
            robot.interact(() -> console.frame().orElseThrow().go(screen));
            robot.sleep(150);
            robot.push(KeyCode.CONTROL, KeyCode.K);
            robot.push(KeyCode.ESCAPE);
        }
        robot.interact(() -> goTo("agents"));
        for (AgentRow row :
                List.copyOf(console.workspace().orElseThrow().fleet().rows())) {
            robot.interact(() -> console.workspace().orElseThrow().agents().open(row.id()));
            robot.sleep(100);
        }
        robot.interact(console::nextTheme);
    }

    private void goTo(String screen) {
        console.frame()
                .orElseThrow()
                .go(console.workspace().orElseThrow().screens().named(screen).orElseThrow());
    }

    /// The broker dies, the control plane restarts, an agent leaves and another comes, and the machine sleeps.
    private void trouble() throws InterruptedException {
        plane.servers().nats().orElseThrow().killForcibly();
        awaitLive();
        plane.restartControlPlane();
        awaitLive();
        int leaving = random.nextInt(AGENTS);
        agents.get(leaving).close();
        agents.set(leaving, started(made.get(leaving)));
        // Before it sleeps its clock is behind; when it wakes, 20 minutes have gone at once.
        slept.set(Duration.ofMinutes(-20));
        awaitLive();
        slept.set(Duration.ZERO);
        awaitLive();
    }

    private void awaitEqual(FxRobot robot, CentterApi api, NetworkView network) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<AgentId, AgentPresence> server = new HashMap<>();
            api.presence(network.id()).agents().forEach(agent -> server.put(agent.agent(), agent));
            Map<AgentId, AgentPresence> shown = new HashMap<>();
            robot.interact(() -> console.workspace()
                    .orElseThrow()
                    .fleet()
                    .latest()
                    .forEach(agent -> shown.put(agent.agent(), agent)));
            assertThat(shown.keySet()).isEqualTo(server.keySet());
            server.forEach((id, agent) -> {
                AgentPresence row = Objects.requireNonNull(shown.get(id));
                assertThat(row.presence()).isEqualTo(agent.presence());
                assertThat(row.status()).isEqualTo(agent.status());
                assertThat(row.workInFlight()).isEqualTo(agent.workInFlight());
                assertThat(row.connected()).isEqualTo(agent.connected());
                assertThat(row.since()).isEqualTo(agent.since());
            });
        });
    }

    private void awaitLive() {
        await().atMost(PATIENCE)
                .until(() -> console.workspace().map(Workspace::isLive).orElse(false));
    }

    private static MeshAgent started(AgentCreated made) throws InterruptedException {
        MeshAgent agent = MeshAgent.of(made.agent().id())
                .api(CentterApi.at(plane.http()).asAgent(made.agent().id(), Objects.requireNonNull(made.apiKey())))
                .build()
                .start();
        assertThat(agent.awaitConnected(PATIENCE)).isTrue();
        return agent;
    }

    private static void tell(int hour, Census census) {
        long instances =
                census.instances().values().stream().mapToLong(Long::longValue).sum();
        System.out.printf(
                "hour %d: %d threads, %,d objects of the console in %,d bytes%n",
                hour, census.threads(), instances, census.bytes());
    }
}
