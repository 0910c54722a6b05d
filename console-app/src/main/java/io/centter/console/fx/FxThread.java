package io.centter.console.fx;

import javafx.application.Platform;

/// The JavaFX thread. Nobody else calls [Platform#runLater].
public final class FxThread {
    private FxThread() {}

    /// Now where this is the JavaFX thread, else as soon as it comes to it.
    public static void run(Runnable action) {
        if (Platform.isFxApplicationThread()) {
            action.run();
        } else {
            Platform.runLater(action);
        }
    }

    /// After what the JavaFX thread is doing, also when called on it.
    public static void later(Runnable action) {
        Platform.runLater(action);
    }
}
