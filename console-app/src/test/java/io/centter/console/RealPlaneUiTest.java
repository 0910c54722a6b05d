package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.fleet.AgentRow;
import io.centter.console.live.Link;
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
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.rest.CentterApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The real console against a real control plane, PostgreSQL and nats-server, with agents that are real clients.
@ExtendWith(ApplicationExtension.class)
class RealPlaneUiTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static EmbeddedPlane plane;

    private String email;
    private CentterApi api;
    private NetworkView network;
    private Console console;

    @BeforeAll
    static void startPlane() {
        plane = EmbeddedPlane.start(directory.resolve("plane"));
    }

    @AfterAll
    static void stopPlane() {
        plane.close();
    }

    @Start
    void show(Stage stage) {
        Theme.loadFonts();
        Theme.DARK.apply();
        console = new Console(new SettingsFile(directory.resolve(UUID.randomUUID() + ".json")), InstantSource.system());
        console.signIn().serverProperty().set(plane.http().toString());
        Scene scene = new Scene(console.node(), 970, 800);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @BeforeEach
    void makeNetwork() {
        email = "linda-" + UUID.randomUUID() + "@example.com";
        CentterApi anonymous = CentterApi.at(plane.http());
        api = anonymous.signedIn(
                anonymous.register(new Register(email, PASSWORD, "Linda")).token());
        network = api.createNetwork(new CreateNetwork("Acme Corp", null));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(console::close);
        api.close();
    }

    @Test
    void wrongPasswordIsSaidAndTheRightOneWorks(FxRobot robot) {
        robot.interact(() -> {
            robot.lookup("#signin-email").queryAs(TextField.class).setText(email);
            robot.lookup("#signin-password").queryAs(PasswordField.class).setText("wrong");
        });
        robot.clickOn("#signin-button");
        await().atMost(PATIENCE).until(() -> text(robot, "#signin-error").contains("not right"));

        signIn(robot);
        await().atMost(PATIENCE)
                .until(() ->
                        robot.lookup("#agents-state .state-title").tryQuery().isPresent());
        assertThat(text(robot, "#agents-state .state-title")).isEqualTo("No agents yet");
        assertThat(console.signIn().passwordProperty().get()).isEmpty();
    }

    @Test
    void agentAppearsBecomesBusyGoesOfflineAndIsDeleted(FxRobot robot) throws Exception {
        signIn(robot);
        awaitLive();
        AgentCreated sol = create("Sol");
        AgentId id = sol.agent().id();
        await().atMost(PATIENCE).until(() -> presence(id).equals(Optional.of(Presence.OFFLINE)));

        try (MeshAgent agent = started(sol)) {
            await().atMost(PATIENCE).until(() -> presence(id).equals(Optional.of(Presence.ONLINE)));
            agent.work(new Work(3, Instant.now()));
            agent.status(HeartbeatStatus.BUSY);
            await().atMost(PATIENCE).until(() -> row(id).get().status() == HeartbeatStatus.BUSY);
            await().atMost(PATIENCE)
                    .until(() -> robot.lookup(".status-busy").tryQuery().isPresent());

            robot.interact(() -> console.workspace().orElseThrow().agents().open(id));
            await().atMost(PATIENCE)
                    .until(() -> !robot.lookup("#presence-changes .change")
                            .queryAll()
                            .isEmpty());
        }
        await().atMost(PATIENCE).until(() -> presence(id).equals(Optional.of(Presence.OFFLINE)));
        assertThat(text(robot, "#fact-connection")).isEqualTo("Not connected");
        await().atMost(PATIENCE).until(() -> text(robot, "#count-offline").startsWith("1 "));

        api.deleteAgent(id, api.agent(id).version());
        await().atMost(PATIENCE).until(() -> table(robot).getItems().isEmpty());
        assertThat(robot.lookup("#agent-pane").tryQuery()).isEmpty();
    }

    @Test
    void brokerThatDiesIsSaidDataStaysGreyAndItRecoversByItself(FxRobot robot) throws Exception {
        AgentCreated sol = create("Sol");
        try (MeshAgent agent = started(sol)) {
            signIn(robot);
            awaitLive();
            await().atMost(PATIENCE).until(() -> presence(sol.agent().id()).equals(Optional.of(Presence.ONLINE)));
            plane.servers().nats().orElseThrow().killForcibly();
            await().atMost(PATIENCE).until(() -> nats(robot) != Link.State.UP);
            assertThat(table(robot).getItems()).hasSize(1);
            await().atMost(PATIENCE).until(() -> nats(robot) == Link.State.UP);

            agent.status(HeartbeatStatus.DEGRADED);
            await().atMost(PATIENCE).until(() -> row(sol.agent().id()).get().status() == HeartbeatStatus.DEGRADED);
            await().atMost(PATIENCE).until(() -> text(robot, "#data-age").equals("live"));
        }
    }

    @Test
    void controlPlaneThatRestartsIsToldApartFromTheBroker(FxRobot robot) throws Exception {
        AgentCreated sol = create("Sol");
        try (MeshAgent agent = started(sol)) {
            signIn(robot);
            awaitLive();
            plane.restartControlPlane();
            assertThat(nats(robot)).isEqualTo(Link.State.UP);
            // A heartbeat that is sent while nobody listens is gone.
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> api.natsHealth().status().equals("connected"));
            agent.status(HeartbeatStatus.BUSY);
            await().atMost(PATIENCE).until(() -> row(sol.agent().id()).get().status() == HeartbeatStatus.BUSY);
            await().atMost(PATIENCE)
                    .until(() -> text(robot, "#light-http .light-trip").endsWith("ms"));
        }
    }

    private void signIn(FxRobot robot) {
        robot.interact(() -> {
            robot.lookup("#signin-email").queryAs(TextField.class).setText(email);
            robot.lookup("#signin-password").queryAs(PasswordField.class).setText(PASSWORD);
        });
        robot.clickOn("#signin-button");
    }

    private void awaitLive() {
        await().atMost(PATIENCE)
                .until(() -> console.workspace().map(Workspace::isLive).orElse(false));
    }

    private AgentCreated create(String name) {
        return api.createAgent(network.id(), new CreateAgent(name, null, Role.DEVELOPER, null, null));
    }

    private static MeshAgent started(AgentCreated made) throws InterruptedException {
        MeshAgent agent = MeshAgent.of(made.agent().id())
                .api(CentterApi.at(plane.http()).asAgent(made.agent().id(), key(made)))
                .build()
                .start();
        assertThat(agent.awaitConnected(PATIENCE)).isTrue();
        return agent;
    }

    private static String key(AgentCreated made) {
        return Optional.ofNullable(made.apiKey()).orElseThrow();
    }

    private AgentRow row(AgentId agent) {
        return console.workspace().orElseThrow().fleet().row(agent).orElseThrow();
    }

    private Optional<Presence> presence(AgentId agent) {
        return console.workspace()
                .orElseThrow()
                .fleet()
                .row(agent)
                .map(row -> row.get().presence());
    }

    private static Link.State nats(FxRobot robot) {
        List<String> styles = robot.lookup("#light-nats .lamp").query().getStyleClass();
        return styles.contains("up") ? Link.State.UP : Link.State.DOWN;
    }

    private static TableView<AgentRow> table(FxRobot robot) {
        return robot.lookup("#agents-table").queryTableView();
    }

    private static String text(FxRobot robot, String query) {
        var node = robot.lookup(query).query();
        return node instanceof Label label ? label.getText() : ((Labeled) node).getText();
    }
}
