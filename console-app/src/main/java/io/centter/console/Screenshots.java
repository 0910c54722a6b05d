package io.centter.console;

import io.centter.console.session.SettingsFile;
import io.centter.console.theme.Png;
import io.centter.console.theme.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.util.Duration;

/// Writes pictures of a console that has no window: its scene is laid out for each picture, of any size.
final class Screenshots {
    private static final Duration STEP = Duration.millis(350);
    private static final Duration PATIENCE = Duration.seconds(60);

    private final Console console;
    private final Options options;
    private final Theme theme;
    private final SettingsFile settings;
    private final Scene scene;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final Instant started = InstantSource.system().instant();

    /// @param settings what is kept, for the picture of the sign-in
    Screenshots(Console console, Options options, Theme theme, SettingsFile settings) {
        this.console = console;
        this.options = options;
        this.theme = theme;
        this.settings = settings;
        scene = new Scene(
                console.node(), options.picture().width(), options.picture().height());
        Theme.dress(scene);
    }

    void start() {
        Timeline waiting = new Timeline();
        waiting.getKeyFrames().add(new KeyFrame(Duration.millis(200), _ -> {
            if (isLive()) {
                waiting.stop();
                plan();
                next();
            } else if (InstantSource.system().instant().isAfter(started.plusMillis((long) PATIENCE.toMillis()))) {
                waiting.stop();
                give("The console had no live agents after " + (int) PATIENCE.toSeconds() + " s: "
                        + console.signIn().errorProperty().get());
            } else if (!console.signIn().errorProperty().get().isEmpty()) {
                waiting.stop();
                give(console.signIn().errorProperty().get());
            }
        }));
        waiting.setCycleCount(Animation.INDEFINITE);
        waiting.play();
    }

    private boolean isLive() {
        // A scene without a window is laid out only when somebody asks.
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return console.workspace()
                .map(workspace -> !workspace.rows().isEmpty() && workspace.isLive())
                .orElse(false);
    }

    private void plan() {
        options.picture().file().ifPresent(file -> {
            step(theme::apply);
            step(() -> {});
            step(() -> write(file));
        });
        options.picture().directory().ifPresent(this::planAll);
        step(() -> end(0));
    }

    private void planAll(Path directory) {
        new Tour(console, scene, this::step, name -> both(directory, name)).plan();
        step(() -> {
            Console fresh = new Console(settings, InstantSource.system());
            scene.setRoot(fresh.node());
        });
        both(directory, "signin");
    }

    private void both(Path directory, String name) {
        for (Theme each : List.of(Theme.DARK, Theme.LIGHT)) {
            step(each::apply);
            step(() -> write(directory.resolve(name + "-" + each.key() + ".png")));
        }
    }

    private void step(Runnable action) {
        steps.add(action);
    }

    private void next() {
        Runnable action = steps.poll();
        if (action != null) {
            action.run();
            Timeline pause = new Timeline(new KeyFrame(STEP, _ -> next()));
            pause.play();
        }
    }

    private void write(Path file) {
        try {
            // Once for the cells to be made, once for the picture.
            scene.snapshot(null);
            Png.write(scene.snapshot(null), file);
            System.out.println(file);
        } catch (IOException e) {
            give("The picture cannot be written: " + e.getMessage());
        }
    }

    private void give(String why) {
        System.err.println(why);
        end(1);
    }

    private void end(int status) {
        console.close();
        // Not from the JavaFX thread: exit waits for it.
        Thread.ofPlatform().start(() -> System.exit(status));
    }
}
