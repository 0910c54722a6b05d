package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.PulseWatch;
import io.centter.console.session.SettingsFile;
import io.centter.console.theme.Theme;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Subjects;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.CentterApi;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.Scene;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// How long it takes from an agent publishing a heartbeat to the pulse that paints its row: through the broker, the
/// board, PostgreSQL, the relay, the broker again, the feed and the table, all on this machine.
@Tag("bench")
@ExtendWith(ApplicationExtension.class)
class HeartbeatToRowBench {
    private static final String PASSWORD = "correct-horse-battery";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SAMPLES = 400;

    @TempDir
    static Path directory;

    private static EmbeddedPlane plane;

    /// What is waited for: this agent's row showing this status.
    private record Awaited(AgentRow row, HeartbeatStatus status, long published, Thread waiter) {}

    private final AtomicReference<Optional<Awaited>> awaited = new AtomicReference<>(Optional.empty());
    private final Histogram latency = new Histogram(TimeUnit.SECONDS.toMicros(60), 3);
    private Console console;
    private Scene scene;

    @BeforeAll
    static void startPlane() {
        plane = EmbeddedPlane.start(directory.resolve("plane"));
    }

    @Start
    void show(Stage stage) {
        Theme.loadFonts();
        Theme.DARK.apply();
        console = new Console(new SettingsFile(directory.resolve("settings.json")), InstantSource.system());
        console.signIn().serverProperty().set(plane.http().toString());
        scene = new Scene(console.node(), 970, 800);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 10_000})
    void fromHeartbeatToPaintedRow(int agents, FxRobot robot) throws Exception {
        CentterApi nobody = CentterApi.at(plane.http());
        String email = "ops-" + agents + "@example.com";
        CentterApi api = nobody.signedIn(
                nobody.register(new Register(email, PASSWORD, "Ops")).token());
        NetworkView network = api.createNetwork(new CreateNetwork("Fleet " + agents, null));
        List<AgentCreated> fleet = create(api, network, agents);
        signIn(robot, email);
        await().atMost(PATIENCE)
                .until(() -> console.workspace()
                        .filter(Workspace::isLive)
                        .map(work ->
                                work.fleet().row(fleet.getLast().agent().id()).isPresent())
                        .orElse(false));
        // Sorted by name, the first twelve rows are in view.
        AgentCreated sender = fleet.get(5);
        IssuedCredentials credentials = api.issueCredentials(sender.agent().id());
        Connection connection = connect(credentials);
        PulseWatch watch = watch(robot);
        try {
            sample(connection, sender.agent().id(), 0, 50);
            latency.reset();
            sample(connection, sender.agent().id(), 50, SAMPLES);
        } finally {
            robot.interact(watch::close);
            connection.close();
        }
        System.out.printf(
                "heartbeat to painted row, %d agents: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms (%d beats)%n",
                agents,
                latency.getValueAtPercentile(50) / 1e3,
                latency.getValueAtPercentile(90) / 1e3,
                latency.getValueAtPercentile(99) / 1e3,
                latency.getMaxValue() / 1e3,
                latency.getTotalCount());
        robot.interact(console::close);
    }

    private void sample(Connection connection, AgentId sender, int firstSeq, int count) throws Exception {
        AgentRow row = console.workspace().orElseThrow().fleet().row(sender).orElseThrow();
        Random pause = new Random(7);
        for (int i = 0; i < count; i++) {
            HeartbeatStatus status =
                    row.get().status() == HeartbeatStatus.BUSY ? HeartbeatStatus.OK : HeartbeatStatus.BUSY;
            byte[] beat = beat(sender, firstSeq + i, status);
            awaited.set(Optional.of(new Awaited(row, status, System.nanoTime(), Thread.currentThread())));
            connection.publish(Subjects.heartbeat(sender), beat);
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (awaited.get().isPresent()) {
                assertThat(System.nanoTime())
                        .as("beat " + i + " was never painted")
                        .isLessThan(patience);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            // As beats come in life: at no fixed distance from the pulse or from each other.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + pause.nextInt(180)));
        }
    }

    private PulseWatch watch(FxRobot robot) {
        AtomicReference<PulseWatch> made = new AtomicReference<>();
        robot.interact(() -> made.set(PulseWatch.of(
                scene,
                () -> awaited.get()
                        .filter(wanted -> wanted.row().get().status() == wanted.status())
                        .ifPresent(wanted -> {
                            latency.recordValue((System.nanoTime() - wanted.published()) / 1000);
                            awaited.set(Optional.empty());
                            LockSupport.unpark(wanted.waiter());
                        }))));
        return made.get();
    }

    private static byte[] beat(AgentId sender, long seq, HeartbeatStatus status) throws Exception {
        return Wire.strict()
                .writeValueAsBytes(new Heartbeat(
                        Heartbeat.VERSION,
                        sender,
                        null,
                        seq,
                        Instant.now(),
                        status,
                        null,
                        null,
                        List.of(Transport.NATS),
                        List.of("deploy"),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        null));
    }

    private static Connection connect(IssuedCredentials credentials) throws Exception {
        return Nats.connect(Options.builder()
                .servers(credentials.servers().toArray(String[]::new))
                .authHandler(Nats.staticCredentials(credentials.creds().getBytes(StandardCharsets.UTF_8)))
                .inboxPrefix("_INBOX." + credentials.userName() + ".")
                .build());
    }

    /// All created and all online: each has sent one heartbeat over HTTP.
    private static List<AgentCreated> create(CentterApi api, NetworkView network, int count) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(16)) {
            List<Callable<AgentCreated>> work = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = "agent-%05d".formatted(i);
                work.add(() -> {
                    AgentCreated made =
                            api.createAgent(network.id(), new CreateAgent(name, null, Role.ASSISTANT, null, null));
                    AgentId id = made.agent().id();
                    api.asAgent(id, Optional.ofNullable(made.apiKey()).orElseThrow())
                            .heartbeat(Wire.strict().readValue(beat(id, 0, HeartbeatStatus.OK), Heartbeat.class));
                    return made;
                });
            }
            List<AgentCreated> fleet = new ArrayList<>();
            for (var made : workers.invokeAll(work)) {
                fleet.add(made.get());
            }
            long online = api.presence(network.id()).agents().stream()
                    .filter(agent -> agent.presence() == Presence.ONLINE)
                    .count();
            assertThat(online).isEqualTo(count);
            return fleet;
        }
    }

    private void signIn(FxRobot robot, String email) {
        robot.interact(() -> {
            robot.lookup("#signin-email").queryAs(TextField.class).setText(email);
            robot.lookup("#signin-password").queryAs(PasswordField.class).setText(PASSWORD);
        });
        robot.clickOn("#signin-button");
    }
}
