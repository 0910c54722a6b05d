package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.fleet.SampleFleet;
import io.centter.console.session.Settings;
import io.centter.console.session.SettingsFile;
import io.centter.console.theme.Png;
import io.centter.console.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Paints every screen, dark and light, at a size no test window has. The pictures stay in `target/pictures`.
class PicturesTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    @BeforeAll
    static void startJavaFx() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void everyScreenPaintsInDarkAndLight() throws Exception {
        for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
            String suffix = "-" + theme.key() + ".png";
            onFx(() -> {
                Theme.loadFonts();
                theme.apply();
                signIn(suffix);
            });
            Stagecraft stage = onFx(() -> {
                Stagecraft made = new Stagecraft();
                made.connected();
                made.apply(new SampleFleet(42, made.clock.instant()).snapshot(180));
                write(made.frame.node(), "agents" + suffix);
                made.agents.open(made.agents.items().get(3).id());
                return made;
            });
            WaitForAsyncUtils.waitForFxEvents();
            WaitForAsyncUtils.sleep(400, TimeUnit.MILLISECONDS);
            onFx(() -> {
                write(stage.frame.node(), "agent" + suffix);
                stage.agents.closeDetail();
                stage.frame.showPalette();
                write(stage.frame.node(), "palette" + suffix);
                stage.frame.showSheet();
                write(stage.frame.node(), "shortcuts" + suffix);
                stage.frame.closeOverlays();
                stage.agents.filterTextProperty().set("role:developer nothing");
                write(stage.frame.node(), "no-match" + suffix);
                stage.agents.filterTextProperty().set("presence:offline");
                stage.frame.toasts().say("Copied a3f254bbfa01");
                write(stage.frame.node(), "filtered" + suffix);
                stage.agents.clearFilter();
                stage.disconnected();
                write(stage.frame.node(), "disconnected" + suffix);
                write(new Stagecraft().frame.node(), "loading" + suffix);
            });
        }
        try (Stream<Path> written = Files.list(PICTURES)) {
            assertThat(written).hasSizeGreaterThanOrEqualTo(18);
        }
    }

    private interface Paint {
        void run() throws IOException;
    }

    private interface Make<T> {
        T run() throws IOException;
    }

    private static void onFx(Paint paint) throws Exception {
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            paint.run();
            return true;
        });
    }

    private static <T> T onFx(Make<T> make) throws Exception {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, make::run);
    }

    private static void signIn(String suffix) throws IOException {
        SettingsFile settings = SettingsFile.forgetful();
        settings.change(PicturesTest::twoServers);
        Console console = new Console(settings, InstantSource.system());
        console.signIn().emailProperty().set("linda@example.com");
        console.signIn().signIn();
        write(console.node(), "signin" + suffix);
        console.close();
    }

    private static Settings twoServers(Settings none) {
        Instant now = InstantSource.system().instant();
        return none.withKnown(
                        "https://mesh.example.com",
                        server -> server.usedBy("linda@example.com", now.minusSeconds(9_000))
                                .called("Acme", "production"))
                .withKnown(
                        "http://localhost:8080",
                        server -> server.usedBy("linda@example.com", now.minusSeconds(300_000))
                                .called("", "development"));
    }

    private static void write(Parent root, String name) throws IOException {
        Scene scene = root.getScene() == null ? new Scene(root, 1280, 800) : root.getScene();
        if (scene.getStylesheets().isEmpty()) {
            Theme.dress(scene);
        }
        scene.snapshot(null);
        scene.snapshot(null);
        Png.write(scene.snapshot(null), PICTURES.resolve(name));
    }
}
