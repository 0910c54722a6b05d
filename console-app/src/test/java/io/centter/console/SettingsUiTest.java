package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.desk.Destination;
import io.centter.console.desk.SampleSite;
import io.centter.console.secret.SecretStores;
import io.centter.console.session.Preferences;
import io.centter.console.session.ServerMemory;
import io.centter.console.session.SettingsFile;
import io.centter.console.theme.Png;
import io.centter.console.theme.Theme;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.LockAgent;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.LocksApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person makes the console their own.
@ExtendWith(ApplicationExtension.class)
class SettingsUiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Stage stage;
    private Console console;
    private CentterApi api;
    private NetworkView first;
    private NetworkView second;

    @Start
    void show(Stage shown) {
        Theme.loadFonts();
        Theme.DARK.apply();
        stage = shown;
        console = new Console(SettingsFile.forgetful(), InstantSource.system());
    }

    @BeforeEach
    void signIn(FxRobot robot) {
        CentterApi anonymous = CentterApi.at(SampleSite.plane().http());
        String token = anonymous
                .register(new Register("linda-" + UUID.randomUUID() + "@example.com", "correct-horse-battery", "Linda"))
                .token();
        api = anonymous.signedIn(token);
        first = api.createNetwork(new CreateNetwork("Acme Corp", null));
        second = api.createNetwork(new CreateNetwork("Beta Corp", null));
        robot.interact(() -> {
            console.close();
            console = new Console(
                    new SettingsFile(folder.resolve("console.json")),
                    new ServerMemory(folder, () -> SecretStores.file(folder, new SecureRandom())),
                    InstantSource.system());
            Scene scene = new Scene(console.node(), 970, 800);
            Theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            console.signIn().serverProperty().set(SampleSite.plane().http().toString());
            console.signIn().signInByToken(token);
        });
        await().atMost(PATIENCE)
                .until(() -> console.workspace().map(Workspace::isLive).orElse(false));
        robot.interact(() -> console.go(new Destination.Place("settings")));
    }

    private void picture(FxRobot robot, String name) {
        robot.interact(() -> {
            try {
                Png.write(stage.getScene().snapshot(null), Path.of("target", "pictures", name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(() -> {
            console.prefer(_ -> Preferences.FIRST);
            console.close();
        });
    }

    @Test
    void whatIsChosenHoldsAtOnceAndAtTheNextStart(FxRobot robot) {
        picture(robot, "settings-dark.png");
        robot.clickOn("#settings-theme-light");
        assertThat(Application.getUserAgentStylesheet()).contains("primer-light");
        robot.clickOn("#settings-dense");
        assertThat(console.node().getPseudoClassStates())
                .anyMatch(state -> state.getPseudoClassName().equals("dense"));
        robot.clickOn("#settings-exact");
        robot.clickOn("#settings-notifications");
        picture(robot, "settings-light.png");

        assertThat(new SettingsFile(folder.resolve("console.json")).get().preferences())
                .isEqualTo(new Preferences("light", null, true, true, false));
        await().atMost(PATIENCE)
                .until(() -> robot.lookup("#settings-screen .settings-rows .label").queryAllAs(Labeled.class).stream()
                        .anyMatch(label -> label.getText().contains("sealed file")));
    }

    @Test
    void otherLanguageBuildsTheScreensAnewAndStaysWhereOneWas(FxRobot robot) {
        Visit before = console.visit().orElseThrow();
        robot.interact(() -> robot.lookup("#settings-language")
                .queryComboBox()
                .getSelectionModel()
                .select(1));

        assertThat(console.visit().orElseThrow()).isNotSameAs(before);
        assertThat(robot.lookup("#settings-screen").tryQuery()).isPresent();
        await().atMost(PATIENCE)
                .until(() -> console.workspace().map(Workspace::isLive).orElse(false));
    }

    @Test
    void firstNetworkIsTheOneChosenWhateverWasLookedAtLast(FxRobot robot) {
        robot.interact(() -> robot.lookup("#settings-home")
                .queryComboBox()
                .getSelectionModel()
                .select(2));

        assertThat(console.servers().first(console.visit().orElseThrow().who()))
                .contains(second.id().toString());
    }

    @Test
    void whatNeedsAPersonIsSaidUnlessTheyWouldRatherNot(FxRobot robot) {
        AgentId sol = api.createAgent(first.id(), new CreateAgent("Sol", null, Role.DEVELOPER, null, null))
                .agent()
                .id();
        LocksApi.of(api).lock(sol, new LockAgent("it spams", null));
        await().atMost(PATIENCE).until(() -> said(robot, "it spams"));

        robot.clickOn("#settings-notifications");
        LocksApi.of(api).lock(sol, new LockAgent("it spams again", null));
        AgentId after = api.createAgent(first.id(), new CreateAgent("Nova", null, Role.DEVELOPER, null, null))
                .agent()
                .id();
        await().atMost(PATIENCE)
                .until(() ->
                        console.workspace().orElseThrow().fleet().row(after).isPresent());
        assertThat(said(robot, "it spams again")).isFalse();
    }

    private static boolean said(FxRobot robot, String words) {
        return robot.lookup(".toast-warning").queryAll().stream()
                .anyMatch(toast -> String.valueOf(toast.getUserData()).endsWith(words));
    }
}
