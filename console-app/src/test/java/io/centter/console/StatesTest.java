package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.console.desk.Destination;
import io.centter.console.desk.SampleSite;
import io.centter.console.fx.Screen;
import io.centter.console.session.SettingsFile;
import io.centter.console.text.Texts;
import io.centter.console.theme.Theme;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Problem;
import io.centter.model.api.Register;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.CentterApi;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Every screen in every state, in the real console at a real control plane behind a gate: what a person must be able
/// to
/// read while nothing has come yet, where there is nothing, where it fails, where it is forbidden, and when nobody
/// answers.
@ExtendWith(ApplicationExtension.class)
class StatesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /// Screens that ask nothing of the API before a person does, or say it in their own words.
    private static final Set<String> OWN_WORDS = Set.of("agents", "overview", "explain", "discovery", "settings");

    /// What is said where a network has nothing yet. The others are never empty.
    private static final Map<String, String> EMPTY = Map.ofEntries(
            Map.entry("agents", "agents.empty"),
            Map.entry("connections", "connections.empty"),
            Map.entry("permissions", "agents.empty"),
            Map.entry("explain", "explain.empty"),
            Map.entry("teams", "teams.empty"),
            Map.entry("messages", "messages.empty"),
            Map.entry("deadletters", "dead.empty"),
            Map.entry("denied", "denied.empty"),
            Map.entry("dns", "dns.empty"),
            Map.entry("provisioning", "provisioning.empty"));

    /// What can only be read where there is something.
    private static final Map<String, String> FULL = Map.ofEntries(
            Map.entry("agents", "Sol"),
            Map.entry("overview", "agent.create"),
            Map.entry("connections", "Nova"),
            Map.entry("events", "agent.created"),
            Map.entry("permissions", "crm:read"),
            Map.entry("explain", "Who calls whom?"),
            Map.entry("roles", "skill:execute:*"),
            Map.entry("teams", "Platform"),
            Map.entry("messages", "Sol"),
            Map.entry("deadletters", "No dead letters"),
            Map.entry("denied", "Nothing was refused"),
            Map.entry("networks", "Acme Corp"),
            Map.entry("members", "Linda"),
            Map.entry("audit", "permission.grant"),
            Map.entry("market", "Ledger"),
            Map.entry("publishers", "Tools"),
            Map.entry("hub", "Acme Corp"),
            Map.entry("discovery", "\"name\" : \"Sol\""),
            Map.entry("keys", "Signs"),
            Map.entry("dns", "sol.acme"),
            Map.entry("provisioning", "No agent runs on our machines"),
            Map.entry("usage", "API requests"),
            Map.entry("reference", "/api/v1/auth/register"),
            Map.entry("settings", "Density"));

    private final String email = "linda-" + UUID.randomUUID() + "@example.com";
    private Gate gate;
    private CentterApi api;
    private NetworkView network;
    private NetworkView sandbox;
    private Console console;
    private FxRobot robot;
    private volatile boolean networksAreLookedAt;

    @BeforeAll
    static void startPlane() {
        // Not while JavaFX waits for the window.
        assertThat(SampleSite.plane().http()).isNotNull();
    }

    @Start
    void show(Stage stage) throws IOException {
        Theme.loadFonts();
        Theme.DARK.apply();
        gate = Gate.before(SampleSite.plane().http());
        console = new Console(SettingsFile.forgetful(), InstantSource.system());
        console.signIn().serverProperty().set(gate.address());
        Scene scene = new Scene(console.node(), 970, 800);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @BeforeEach
    void signIn(FxRobot hands) {
        robot = hands;
        CentterApi anonymous = CentterApi.at(SampleSite.plane().http());
        String token = anonymous
                .register(new Register(email, "correct-horse-battery", "Linda"))
                .token();
        api = anonymous.signedIn(token);
        network = api.createNetwork(new CreateNetwork("Acme Corp", null));
        sandbox = api.createNetwork(new CreateNetwork("Sandbox", null));
        FullNetwork.fill(api, network.id());
        console.lookFirstAt(network.id().toString());
        robot.interact(() -> console.signIn().signInByToken(token));
        untilLive();
    }

    @AfterEach
    void close() {
        robot.interact(console::close);
        api.close();
        gate.close();
    }

    @Test
    void fullScreensShowWhatThereIs() {
        for (Screen screen : screens()) {
            go(screen);
            untilRead(screen, full(screen));
        }
    }

    @Test
    void emptyScreensSayWhatIsMissingAndHowItComes() {
        look(sandbox);
        for (Screen screen : screens()) {
            go(screen);
            String key = EMPTY.get(screen.id());
            if (key != null) {
                untilRead(screen, Texts.of(key));
                untilRead(screen, Texts.of(detailOf(screen, key)));
            }
        }
    }

    @Test
    void loadingScreensSaySo() {
        look(network);
        gate.hold(this::isOfScreens);
        for (Screen screen : ownWordsAside()) {
            go(screen);
            untilRead(screen, Texts.of("state.loading"));
            assertThat(words(screen)).as(screen.id()).doesNotContain(Texts.of("state.failed"));
        }
    }

    @Test
    void failedScreensSayWhatHappenedWhatWasNotChangedWhatToDoAndTheTraceId() throws JsonProcessingException {
        look(network);
        gate.refuse(refusal(500, "internal", "The control plane could not answer."), this::isOfScreens);
        for (Screen screen : ownWordsAside()) {
            go(screen);
            untilRead(screen, Texts.of("state.failed"));
            assertThat(words(screen))
                    .as(screen.id())
                    .contains(
                            "The control plane could not answer.",
                            Texts.of("trouble.nothing-changed"),
                            Texts.of("trouble.failed-todo"),
                            Texts.of("trouble.trace", TRACE),
                            Texts.of("action.again"));
        }
        gate.open();
        Screen teams =
                console.workspace().orElseThrow().screens().named("teams").orElseThrow();
        go(teams);
        untilRead(teams, "Platform");
    }

    @Test
    void forbiddenScreensNameTheRightThatIsMissingAndWhoCanGiveIt() throws JsonProcessingException {
        look(network);
        gate.refuse(
                refusal(403, "insufficient-role", "This needs the role operator in the network, and you are viewer."),
                path -> isOfScreens(path) && !path.endsWith("/members"));
        for (Screen screen : ownWordsAside()) {
            if (screen.id().equals("members")) {
                continue;
            }
            go(screen);
            untilRead(screen, Texts.of("state.forbidden"));
            untilRead(screen, Texts.of("state.giver", "Linda", email, Texts.of("member.owner")));
            assertThat(words(screen))
                    .as(screen.id())
                    .contains("This needs the role operator", Texts.of("trouble.forbidden-todo"));
        }
    }

    @Test
    void disconnectedScreensKeepTheirLastPictureGreyAndSayItsAge() throws JsonProcessingException {
        for (Screen screen : screens()) {
            go(screen);
            untilRead(screen, full(screen));
        }
        gate.refuse(refusal(503, "unavailable", "Nobody is there."), _ -> true);
        robot.interact(() -> console.workspace().orElseThrow().disconnect("The cable is cut."));
        for (Screen screen : screens()) {
            go(screen);
            until(() -> Reader.is(screen.node(), "stale"), screen.id() + " is grey");
            if (!screen.id().equals("discovery")) {
                assertThat(words(screen)).as(screen.id()).contains(full(screen));
            }
        }
        until(() -> frameWords().contains("have been away for"), "the frame says what is away");
        until(() -> frameWords().matches("(?s).*\\d+ (s|min) old.*"), "the frame says how old the picture is");
    }

    @Test
    void networkThatWasMadeAMomentAgoIsLookedAt() {
        NetworkView made = api.createNetwork(new CreateNetwork("Beta", null));
        robot.interact(() -> console.chooseNetwork(made.id()));
        until(() -> console.workspace().orElseThrow().network().id().equals(made.id()), "the new network is looked at");
        until(() -> frameWords().contains("Beta"), "the frame names it");
    }

    private static String full(Screen screen) {
        return Objects.requireNonNull(FULL.get(screen.id()), screen.id());
    }

    private static String detailOf(Screen screen, String key) {
        return screen.id().equals("permissions") ? "permissions.no-agents-detail" : key + "-detail";
    }

    /// What screens read; not the way in, nor the picture of the agents.
    private boolean isOfScreens(String path) {
        boolean wayIn = path.equals("/api/v1/auth/me")
                || path.endsWith("/presence")
                || path.endsWith("/health")
                || (path.equals("/api/v1/networks") && !networksAreLookedAt);
        return !wayIn;
    }

    private static Gate.Refusal refusal(int status, String code, String detail) throws JsonProcessingException {
        return new Gate.Refusal(
                status,
                Wire.strict()
                        .writeValueAsString(new Problem(
                                "https://centter.io/problems/" + code, code, status, code, detail, TRACE, null)));
    }

    private List<Screen> screens() {
        return console.workspace().orElseThrow().screens().all();
    }

    private List<Screen> ownWordsAside() {
        Predicate<Screen> own = screen -> OWN_WORDS.contains(screen.id());
        return screens().stream().filter(own.negate()).toList();
    }

    /// The same network anew, with screens that have read nothing.
    private void look(NetworkView at) {
        robot.interact(() -> console.chooseNetwork(at.id()));
        untilLive();
    }

    private void go(Screen screen) {
        networksAreLookedAt = screen.id().equals("networks") || screen.id().equals("hub");
        robot.interact(() -> console.go(new Destination.Place(screen.id())));
    }

    private void untilLive() {
        until(
                () -> console.workspace().map(Workspace::isLive).orElse(false)
                        && console.workspace()
                                .orElseThrow()
                                .fleet()
                                .loadedProperty()
                                .get(),
                "the picture is live");
    }

    private void untilRead(Screen screen, String text) {
        until(() -> words(screen).contains(text), screen.id() + " says “" + text + "”, and not:\n" + words(screen));
    }

    private static void until(Callable<Boolean> there, String what) {
        await().alias(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(30)).until(there);
    }

    private String words(Screen screen) {
        return asked(() -> Reader.words(screen.node()));
    }

    private String frameWords() {
        return asked(() -> Reader.words(console.node()));
    }

    private <T> T asked(Callable<T> question) {
        try {
            return WaitForAsyncUtils.waitForAsyncFx(10_000, question);
        } catch (RuntimeException e) {
            throw new AssertionError(e);
        }
    }
}
