package io.centter.console.fx;

import javafx.scene.layout.Region;

/// A place in the console that navigation leads to; the shell knows screens only as this.
public interface Screen {
    /// Stable, for settings, style and file names.
    String id();

    String title();

    /// An Ikonli code.
    String icon();

    Region node();

    /// Listens from now on.
    void shown();

    /// Stops listening.
    void hidden();

    /// Puts the cursor where one filters.
    void find();

    /// A sign that was typed while nobody writes anywhere; false where it means nothing here.
    default boolean typed(String sign) {
        return false;
    }

    /// One step back inside the screen; false where there is none.
    boolean back();
}
