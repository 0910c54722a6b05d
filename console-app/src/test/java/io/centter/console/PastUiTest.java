package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.desk.Destination;
import io.centter.console.desk.SampleSite;
import io.centter.console.fx.Screen;
import io.centter.console.session.SettingsFile;
import io.centter.console.text.Texts;
import io.centter.console.theme.Theme;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.role.Role;
import io.centter.sdk.rest.CentterApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.NodeQueryUtils;

/// A person walks the graph of an agent, and goes back to how the fleet was, at a real control plane.
@ExtendWith(ApplicationExtension.class)
class PastUiTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// And those that have no time.
    private static final Set<String> OF_THAT_MOMENT = Set.of("agents", "events", "audit", "reference", "settings");

    private CentterApi api;
    private NetworkView network;
    private AgentCreated sol;
    private Console console;

    @Start
    void show(Stage stage) {
        Theme.loadFonts();
        Theme.DARK.apply();
        console = new Console(SettingsFile.forgetful(), InstantSource.system());
        console.signIn().serverProperty().set(SampleSite.plane().http().toString());
        Scene scene = new Scene(console.node(), 970, 800);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @BeforeEach
    void signIn(FxRobot robot) {
        String email = "linda-" + UUID.randomUUID() + "@example.com";
        CentterApi anonymous = CentterApi.at(SampleSite.plane().http());
        api = anonymous.signedIn(
                anonymous.register(new Register(email, PASSWORD, "Linda")).token());
        network = api.createNetwork(new CreateNetwork("Acme Corp", null));
        api.createAgent(network.id(), new CreateAgent("Atlas", null, Role.DEVELOPER, null, null));
        sol = api.createAgent(network.id(), new CreateAgent("Sol", null, Role.DEVELOPER, null, null));
        robot.interact(() -> {
            robot.lookup("#signin-email").queryAs(TextField.class).setText(email);
            robot.lookup("#signin-password").queryAs(PasswordField.class).setText(PASSWORD);
        });
        robot.clickOn("#signin-button");
        await().atMost(PATIENCE)
                .until(() -> console.workspace()
                        .map(open -> open.isLive() && open.rows().size() == 2)
                        .orElse(false));
        await().atMost(PATIENCE).until(() -> shows(robot, "#nav-events"));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(console::close);
        api.close();
    }

    @Test
    void arrowsWalkTheGraphEnterPutsAnAgentIntoTheMiddleAndEscapeGoesBack(FxRobot robot) {
        robot.clickOn("#nav-connections");
        String peer = "#peer-" + sol.agent().id();
        await().atMost(PATIENCE).until(() -> shows(robot, peer));
        robot.interact(() -> robot.lookup("#connections-graph").query().requestFocus());
        robot.push(KeyCode.RIGHT);
        await().atMost(PATIENCE).until(() -> shows(robot, "#connections-path .path-verdict"));
        robot.push(KeyCode.ENTER);
        await().atMost(PATIENCE)
                .until(() -> !shows(robot, peer)
                        && !robot.lookup(".spoke").queryAll().isEmpty());
        robot.push(KeyCode.ESCAPE);
        await().atMost(PATIENCE).until(() -> shows(robot, peer));
    }

    @Test
    void pastIsUnmistakableNothingCanBeChangedInItAndOneKeyLeavesIt(FxRobot robot) {
        robot.interact(() -> console.allowChanges(true));
        robot.clickOn("#nav-events");
        await().atMost(PATIENCE)
                .until(() -> !robot.lookup("#events-table")
                        .queryTableView()
                        .getItems()
                        .isEmpty());
        robot.interact(
                () -> robot.lookup("#events-moment").queryAs(TextField.class).setText("2 h"));
        robot.clickOn("#events-moment").push(KeyCode.ENTER);
        await().atMost(PATIENCE).until(() -> shows(robot, ".past-bar"));
        Workspace workspace = console.workspace().orElseThrow();
        assertThat(robot.lookup("#data-age").queryAs(Label.class).getText()).startsWith("past: ");
        // Two hours ago there was no network yet.
        assertThat(workspace.rows()).isEmpty();
        robot.interact(() -> console.allowChanges(true));
        assertThat(robot.lookup("#allow-changes").queryButton().getText()).isEqualTo("Read-only");
        everyScreenSaysWhichTimeItShows(robot, workspace);
        robot.interact(() -> console.go(new Destination.Place("agents")));
        assertThat(columns(robot)).contains("name", "presence", "since").doesNotContain("heartbeat", "work", "skills");
        robot.interact(() -> console.go(new Destination.Place("events")));

        robot.interact(() -> robot.lookup("#events-table").query().requestFocus());
        robot.write("n");
        await().atMost(PATIENCE)
                .until(() -> !shows(robot, ".past-bar") && workspace.rows().size() == 2);
        assertThat(robot.lookup("#allow-changes").queryButton().getText()).isNotEqualTo("Read-only");
        robot.interact(() -> console.go(new Destination.Place("agents")));
        assertThat(columns(robot)).contains("heartbeat", "work");
    }

    @Test
    void whatIsSaidIsShownAsItIsHeardAndNotAskedFor(FxRobot robot) {
        robot.clickOn("#nav-events");
        await().atMost(PATIENCE).until(() -> table(robot).getItems().size() >= 2);
        AgentCreated nova = api.createAgent(network.id(), new CreateAgent("Nova", null, Role.DEVELOPER, null, null));
        await().atMost(PATIENCE)
                .until(() -> table(robot).getItems().getFirst().toString().contains("Nova"));
        robot.clickOn("#events-pause");
        api.deleteAgent(nova.agent().id(), api.agent(nova.agent().id()).version());
        await().atMost(PATIENCE)
                .until(() -> console.workspace().orElseThrow().rows().size() == 2);
        assertThat(table(robot).getItems().getFirst().toString()).doesNotContain("agent.deleted");
        robot.clickOn("#events-pause");
        await().atMost(PATIENCE)
                .until(() -> table(robot).getItems().getFirst().toString().contains("agent.deleted"));
    }

    private static TableView<?> table(FxRobot robot) {
        return robot.lookup("#events-table").queryTableView();
    }

    /// Either it is of that moment, or it says that it is not; and nothing in it can be changed.
    private void everyScreenSaysWhichTimeItShows(FxRobot robot, Workspace workspace) {
        for (Screen screen : workspace.screens().all()) {
            robot.interact(() -> console.go(new Destination.Place(screen.id())));
            boolean ofThatMoment = OF_THAT_MOMENT.contains(screen.id());
            assertThat(Reader.seen(screen.node(), node -> (screen.id() + "-of-now").equals(node.getId())))
                    .as(screen.id())
                    .hasSize(ofThatMoment ? 0 : 1);
        }
        robot.interact(() -> console.go(new Destination.Place("audit")));
        await().atMost(PATIENCE).until(() -> Reader.words(console.node()).contains(Texts.of("audit.empty")));
        robot.interact(() -> console.go(new Destination.Place("teams")));
        robot.clickOn("#teams-create");
        await().atMost(PATIENCE).until(() -> Reader.words(console.node()).contains(Texts.of("past.no-changes")));
        assertThat(robot.lookup("#edit-apply").queryButton().isDisabled()).isTrue();
        robot.push(KeyCode.ESCAPE);
        robot.interact(() -> console.go(new Destination.Place("events")));
    }

    private static boolean shows(FxRobot robot, String query) {
        return robot.lookup(query).tryQuery().filter(NodeQueryUtils.isVisible()).isPresent();
    }

    private static List<String> columns(FxRobot robot) {
        return robot.lookup("#agents-table").queryTableView().getVisibleLeafColumns().stream()
                .map(column -> column.getId().replace("column-", ""))
                .toList();
    }
}
