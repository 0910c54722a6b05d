package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.desk.SampleSite;
import io.centter.console.session.SettingsFile;
import io.centter.console.theme.Theme;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import io.centter.model.api.PermissionView;
import io.centter.model.api.Register;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.PermissionsApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import javafx.scene.Scene;
import javafx.scene.control.PasswordField;
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

/// A person changes a right in the real console, which waits until the real hub tells of it.
@ExtendWith(ApplicationExtension.class)
class RightsUiTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private String email;
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
        email = "linda-" + UUID.randomUUID() + "@example.com";
        CentterApi anonymous = CentterApi.at(SampleSite.plane().http());
        api = anonymous.signedIn(
                anonymous.register(new Register(email, PASSWORD, "Linda")).token());
        network = api.createNetwork(new CreateNetwork("Acme Corp", null));
        sol = api.createAgent(network.id(), new CreateAgent("Sol", null, Role.DEVELOPER, null, null));
        robot.interact(() -> {
            robot.lookup("#signin-email").queryAs(TextField.class).setText(email);
            robot.lookup("#signin-password").queryAs(PasswordField.class).setText(PASSWORD);
        });
        robot.clickOn("#signin-button");
        await().atMost(PATIENCE)
                .until(() -> console.workspace().map(Workspace::isLive).orElse(false));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(console::close);
        api.close();
    }

    @Test
    void grantIsPreviewedAllowedAppliedAndHeardAndEscapeGoesBack(FxRobot robot) {
        robot.clickOn("#nav-permissions");
        await().atMost(PATIENCE).until(() -> shows(robot, "#permissions-state .state-title"));
        robot.clickOn("#permissions-grant");
        type(robot, "#edit-scope", "skill:execute:crm");
        type(robot, "#edit-reason", "the campaign");
        await().atMost(PATIENCE).until(() -> shows(robot, ".effect-gain"));
        assertThat(robot.lookup("#edit-apply").queryButton().isDisabled()).isTrue();

        robot.clickOn("#edit-allow");
        await().atMost(PATIENCE)
                .until(() -> !robot.lookup("#edit-apply").queryButton().isDisabled());
        robot.clickOn("#edit-apply");
        await().atMost(PATIENCE).until(() -> shows(robot, "#edit-undo"));
        assertThat(robot.lookup(".receipt-done").queryAll()).hasSize(2);
        await().atMost(PATIENCE)
                .until(() -> robot.lookup("#permissions-table")
                                .queryTableView()
                                .getItems()
                                .size()
                        == 1);
        PermissionView made =
                PermissionsApi.of(api).allPermissions(sol.agent().id()).getFirst();
        assertThat(made.scope()).isEqualTo(Scope.parse("skill:execute:crm"));

        robot.push(KeyCode.ESCAPE);
        assertThat(shows(robot, "#edit-pane")).isFalse();
        robot.push(KeyCode.ESCAPE);
        assertThat(shows(robot, "#agents-screen")).isTrue();
    }

    @Test
    void everyScreenOpensFromTheNavigation(FxRobot robot) {
        Workspace workspace = console.workspace().orElseThrow();
        workspace.screens().all().forEach(screen -> {
            robot.interact(
                    () -> robot.lookup("#nav-" + screen.id()).queryButton().fire());
            assertThat(shows(robot, "#" + screen.id() + "-screen"))
                    .as(screen.id())
                    .isTrue();
            assertThat(screen.title()).isNotBlank();
        });
    }

    private static void type(FxRobot robot, String field, String text) {
        await().atMost(PATIENCE).until(() -> shows(robot, field));
        robot.interact(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
    }

    private static boolean shows(FxRobot robot, String query) {
        return robot.lookup(query).tryQuery().map(node -> node.isVisible()).orElse(false);
    }
}
