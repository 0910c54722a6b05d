package io.centter.console.bad;

import javafx.application.Platform;

/// Breaks: one class alone hands work to the FX thread.
public final class HurriedView {
    public void paint(Runnable painting) {
        Platform.runLater(painting);
    }
}
