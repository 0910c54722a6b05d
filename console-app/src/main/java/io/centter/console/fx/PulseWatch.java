package io.centter.console.fx;

import javafx.scene.Scene;

/// Tells when a scene has been laid out for painting: what a row shows then is what is painted next. For measuring
/// how long a change takes to be seen.
public final class PulseWatch implements AutoCloseable {
    private final Scene scene;
    private final Runnable afterLayout;

    private PulseWatch(Scene scene, Runnable afterLayout) {
        this.scene = scene;
        this.afterLayout = afterLayout;
    }

    /// Calls `afterLayout` on the JavaFX thread at the end of every pulse of this scene, until closed.
    public static PulseWatch of(Scene scene, Runnable afterLayout) {
        scene.addPostLayoutPulseListener(afterLayout);
        return new PulseWatch(scene, afterLayout);
    }

    @Override
    public void close() {
        scene.removePostLayoutPulseListener(afterLayout);
    }
}
