package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.desk.SampleSite;
import io.centter.console.secret.SecretStores;
import io.centter.console.session.ServerMemory;
import io.centter.console.session.SettingsFile;
import io.centter.console.theme.Png;
import io.centter.console.theme.Theme;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.role.Role;
import io.centter.sdk.rest.CentterApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Scene;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A console that is ended and started again, at servers that come and go.
@ExtendWith(ApplicationExtension.class)
class ServersUiTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final String email = "linda-" + UUID.randomUUID() + "@example.com";
    private Stage stage;
    private Console console;
    private CentterApi api;
    private NetworkView network;
    private Relay relay;

    @Start
    void show(Stage shown) {
        Theme.loadFonts();
        Theme.DARK.apply();
        stage = shown;
        console = new Console(SettingsFile.forgetful(), InstantSource.system());
    }

    @BeforeEach
    void begin(FxRobot robot) throws IOException {
        CentterApi anonymous = CentterApi.at(SampleSite.plane().http());
        api = anonymous.signedIn(
                anonymous.register(new Register(email, PASSWORD, "Linda")).token());
        network = api.createNetwork(new CreateNetwork("Acme Corp", null));
        api.createAgent(network.id(), new CreateAgent("Sol", null, Role.DEVELOPER, null, null));
        relay = Relay.to(SampleSite.plane().http());
        start(robot);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(console::close);
        relay.close();
        api.close();
    }

    @Test
    void consoleStartsWithItsLastPictureWhileNobodyAnswersAndGoesOnWhenTheyDo(FxRobot robot) throws IOException {
        signIn(robot, relay.address());
        await().atMost(PATIENCE).until(() -> isLive() && agents() == 1);
        end(robot);
        relay.cut();

        start(robot);
        robot.interact(console::goOn);
        await().atMost(PATIENCE).until(() -> console.workspace().isPresent());
        assertThat(agents()).isEqualTo(1);
        assertThat(robot.lookup("#agents-screen").query().getPseudoClassStates())
                .anyMatch(state -> state.getPseudoClassName().equals("stale"));
        assertThat(isLive()).isFalse();
        robot.interact(() -> picture("last-picture-dark.png"));

        relay.mend();
        await().atMost(PATIENCE).until(this::isLive);
        assertThat(robot.lookup("#agents-screen").query().getPseudoClassStates())
                .noneMatch(state -> state.getPseudoClassName().equals("stale"));
    }

    @Test
    void oneChangesToAnotherServerAndBackWithoutAStartOrAPassword(FxRobot robot) {
        String direct = SampleSite.plane().http().toString();
        signIn(robot, relay.address());
        await().atMost(PATIENCE).until(this::isLive);
        robot.interact(() -> console.chooseServer(Optional.empty()));
        signIn(robot, direct);
        await().atMost(PATIENCE).until(this::isLive);
        assertThat(console.servers().list().servers()).hasSize(2);

        robot.interact(() -> console.chooseServer(Optional.of(relay.address())));
        await().atMost(PATIENCE)
                .until(() -> console.visit()
                        .map(at -> at.who().server().toString().equals(relay.address()))
                        .orElse(false));
        await().atMost(PATIENCE).until(this::isLive);
    }

    @Test
    void serverIsNamedMarkedAndForgottenInTheList(FxRobot robot) throws IOException {
        signIn(robot, relay.address());
        await().atMost(PATIENCE).until(this::isLive);
        robot.interact(() -> console.chooseServer(Optional.empty()));
        robot.clickOn(".server-edit");
        robot.interact(
                () -> robot.lookup("#server-name").queryAs(TextField.class).setText("The mesh in Oslo"));
        robot.interact(() -> robot.lookup("#server-environment")
                .queryComboBox()
                .getSelectionModel()
                .select(1));
        robot.clickOn("#server-save");
        assertThat(robot.lookup(".server-name").queryLabeled().getText()).isEqualTo("The mesh in Oslo");
        robot.clickOn(".server-button");
        await().atMost(PATIENCE).until(this::isLive);
        assertThat(console.environment()).contains("production");

        robot.interact(() -> console.chooseServer(Optional.empty()));
        robot.clickOn(".server-edit");
        robot.clickOn("#server-remove");
        assertThat(console.servers().list().servers()).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> !Files.readString(folder.resolve("secrets.json")).contains(":"));
    }

    @Test
    void whoSignsOutLeavesNeitherSessionNorPicture(FxRobot robot) throws IOException {
        signIn(robot, relay.address());
        await().atMost(PATIENCE).until(this::isLive);
        end(robot);
        assertThat(folder.toFile().list()).anyMatch(name -> name.startsWith("picture-"));
        start(robot);
        robot.interact(console::goOn);
        await().atMost(PATIENCE).until(this::isLive);
        robot.interact(console::signOut);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("picture-")));
        assertThat(Files.readString(folder.resolve("console.json"))).doesNotContain("eyJ");
    }

    private void start(FxRobot robot) {
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
        });
    }

    private void end(FxRobot robot) {
        robot.interact(console::close);
    }

    private void signIn(FxRobot robot, String server) {
        robot.interact(() -> {
            robot.lookup("#signin-server").queryAs(TextField.class).setText(server);
            robot.lookup("#signin-email").queryAs(TextField.class).setText(email);
            robot.lookup("#signin-password").queryAs(PasswordField.class).setText(PASSWORD);
        });
        robot.clickOn("#signin-button");
    }

    private void picture(String name) {
        try {
            Png.write(stage.getScene().snapshot(null), Path.of("target", "pictures", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isLive() {
        return console.workspace().map(Workspace::isLive).orElse(false);
    }

    private int agents() {
        return console.workspace().map(open -> open.rows().size()).orElse(0);
    }
}
