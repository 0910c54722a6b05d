package io.centter.console;

import io.centter.console.fx.FxThread;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.concurrent.Worker;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.web.WebView;
import javafx.stage.Stage;
import javafx.util.Duration;

/// Writes pictures of a console, of any size: its window is small, since no screen may be there, and what it shows is
/// as
/// large as the pictures. Without a window no page would be painted.
final class Screenshots {
    private static final double SMALL = 100;
    private static final Duration BEAT = Duration.millis(30);
    /// What is asked for comes within this, or the picture shows that it has not.
    private static final java.time.Duration LONGEST = java.time.Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.seconds(60);

    /// @param settled what is waited for after it
    private record Step(Runnable action, BooleanSupplier settled) {}

    private final Console console;
    private final Options options;
    private final Theme theme;
    private final SettingsFile settings;
    private final Stage stage;
    private final Pane wall = new Pane();
    private final Scene scene = new Scene(wall, SMALL, SMALL);
    private final Deque<Step> steps = new ArrayDeque<>();
    /// Packing a picture takes as long as painting it.
    private final ExecutorService packers = Executors.newFixedThreadPool(2);
    private final Instant started = InstantSource.system().instant();

    /// @param settings what is kept, for the picture of the sign-in
    Screenshots(Stage stage, Console console, Options options, Theme theme, SettingsFile settings) {
        this.stage = stage;
        this.console = console;
        this.options = options;
        this.theme = theme;
        this.settings = settings;
        Theme.dress(scene);
        hang(console);
    }

    void start() {
        stage.setScene(scene);
        stage.show();
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
        layOut();
        return console.workspace()
                .map(workspace -> !workspace.rows().isEmpty() && workspace.isLive())
                .orElse(false);
    }

    private void hang(Console shown) {
        Region node = shown.node();
        node.setManaged(false);
        wall.getChildren().setAll(node);
        node.resizeRelocate(0, 0, options.picture().width(), options.picture().height());
    }

    /// What lies outside the window is laid out only when somebody asks.
    private void layOut() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    private void plan() {
        options.picture().file().ifPresent(file -> {
            step(theme::apply);
            step(() -> write(file));
        });
        options.picture().directory().ifPresent(this::planAll);
        step(() -> end(0));
    }

    private void planAll(Path directory) {
        new Tour(console, scene, new Tour.Hands(this::step, this::until, name -> both(directory, name)))
                .plan(options.picture().acts());
        step(() -> {
            Console fresh = new Console(settings, InstantSource.system());
            hang(fresh);
        });
        both(directory, "signin");
    }

    private void both(Path directory, String name) {
        for (Theme each : List.of(Theme.DARK, Theme.LIGHT)) {
            // Not when what was asked for has come: that it has not may be what is shown.
            until(each::apply, this::pagesAreLoaded);
            until(() -> write(directory.resolve(name + "-" + each.key() + ".png")), () -> true);
        }
    }

    /// A page is painted anew in another theme.
    private boolean pagesAreLoaded() {
        return scene.getRoot().lookupAll(".web-view").stream()
                .allMatch(node -> node instanceof WebView page
                        && page.getEngine().getLoadWorker().getState() == Worker.State.SUCCEEDED);
    }

    private void step(Runnable action) {
        until(action, console::isIdle);
    }

    private void until(Runnable action, BooleanSupplier settled) {
        steps.add(new Step(action, settled));
    }

    private void next() {
        Step step = steps.poll();
        if (step != null) {
            try {
                step.action().run();
            } catch (RuntimeException e) {
                give("The tour cannot go on: " + e);
                return;
            }
            settle(step, System.nanoTime(), 0);
        }
    }

    /// Goes on once it has been quiet for two beats: what came may ask for more.
    private void settle(Step step, long began, int quiet) {
        layOut();
        boolean late = System.nanoTime() - began > LONGEST.toNanos();
        if (quiet == 2 || late) {
            next();
            return;
        }
        Timeline beat = new Timeline(
                new KeyFrame(BEAT, _ -> settle(step, began, step.settled().getAsBoolean() ? quiet + 1 : 0)));
        beat.play();
    }

    private void write(Path file) {
        // Once for the cells to be made, once for the picture.
        paint();
        Image picture = paint();
        packers.execute(() -> {
            try {
                Png.write(picture, file);
                System.out.println(file);
            } catch (IOException e) {
                FxThread.later(() -> give("The picture cannot be written: " + e.getMessage()));
            }
        });
    }

    private Image paint() {
        SnapshotParameters whole = new SnapshotParameters();
        whole.setViewport(new Rectangle2D(
                0, 0, options.picture().width(), options.picture().height()));
        whole.setFill(Color.TRANSPARENT);
        return wall.snapshot(whole, null);
    }

    private void give(String why) {
        System.err.println(why);
        end(1);
    }

    private void end(int status) {
        console.close();
        // Not on the JavaFX thread: exit waits for it.
        Thread.ofPlatform().start(() -> {
            packers.shutdown();
            try {
                boolean _ = packers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            System.exit(status);
        });
    }
}
