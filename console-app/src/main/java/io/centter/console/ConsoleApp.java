package io.centter.console;

import io.centter.console.secret.SecretStores;
import io.centter.console.session.ServerMemory;
import io.centter.console.session.Settings;
import io.centter.console.session.Settings.WindowPlace;
import io.centter.console.session.SettingsFile;
import io.centter.console.theme.Theme;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The console in a window, or as pictures.
public final class ConsoleApp extends Application {
    /// Handed over by the launcher; JavaFX makes the application itself.
    static Options options = Options.parse(List.of(), Map.of());

    private @Nullable Console console;

    @Override
    public void start(Stage stage) {
        Options chosen = options;
        SettingsFile settings = chosen.picture().isWanted()
                ? SettingsFile.forgetful()
                : new SettingsFile(SettingsFile.standardPlace(System.getenv(), System.getProperty("user.home", ".")));
        Theme.loadFonts();
        Console shown = new Console(settings, memory(settings), InstantSource.system());
        console = shown;
        chosen.network().ifPresent(shown::lookFirstAt);
        Theme theme =
                Theme.named(chosen.theme().orElse(settings.get().preferences().theme()));
        theme.apply();
        Platform.getPreferences().colorSchemeProperty().subscribe(() -> {
            if (Theme.named(settings.get().preferences().theme()) == Theme.SYSTEM) {
                Theme.SYSTEM.apply();
            }
        });
        if (chosen.picture().isWanted()) {
            Platform.setImplicitExit(false);
            new Screenshots(stage, shown, chosen, theme, settings).start();
        } else {
            show(stage, shown, settings);
        }
        signIn(shown, chosen);
    }

    @Override
    public void stop() {
        if (console != null) {
            console.close();
        }
    }

    /// Beside the settings; the key store of the system is looked for when it is first needed.
    private static ServerMemory memory(SettingsFile settings) {
        return settings.place()
                .map(file -> {
                    Path folder = file.toAbsolutePath().resolveSibling("");
                    return new ServerMemory(
                            folder,
                            () -> SecretStores.open(
                                    System.getProperty("os.name", ""), System.getenv(), folder, new SecureRandom()));
                })
                .orElseGet(ServerMemory::forgetful);
    }

    private static void signIn(Console console, Options options) {
        options.server().ifPresent(server -> console.signIn().serverProperty().set(server));
        options.email().ifPresent(email -> console.signIn().emailProperty().set(email));
        if (options.token().isPresent()) {
            console.signIn().signInByToken(options.token().get().value());
        } else if (options.password().isPresent()) {
            console.signIn().passwordProperty().set(options.password().get().value());
            console.signIn().signIn();
        } else if (options.server().isEmpty()) {
            console.goOn();
        } else {
            console.chooseServer(options.server());
        }
    }

    private static void show(Stage stage, Console console, SettingsFile settings) {
        Scene scene = new Scene(console.node(), 1280, 800);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.titleProperty().bind(console.titleProperty());
        stage.setMinWidth(760);
        stage.setMinHeight(480);
        place(stage, settings.get());
        stage.setOnHiding(_ -> settings.change(kept -> kept.withWindow(placeOf(stage))));
        Opening.watch(scene, console, InstantSource.system());
        stage.show();
        console.focus();
    }

    /// Where it was, if a screen is still there.
    private static void place(Stage stage, Settings settings) {
        WindowPlace place = settings.window();
        Rectangle2D first = Screen.getPrimary().getVisualBounds();
        if (place == null) {
            stage.setWidth(Math.min(1360, first.getWidth()));
            stage.setHeight(Math.min(860, first.getHeight()));
            return;
        }
        if (!Screen.getScreensForRectangle(place.x() + 40, place.y() + 10, place.width() - 80, 40)
                .isEmpty()) {
            stage.setX(place.x());
            stage.setY(place.y());
        }
        stage.setWidth(Math.min(place.width(), Math.max(first.getWidth(), 760)));
        stage.setHeight(Math.min(place.height(), Math.max(first.getHeight(), 480)));
        stage.setMaximized(place.maximized());
    }

    private static WindowPlace placeOf(Stage stage) {
        return new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
    }
}
