package io.centter.cli.demo;

import java.util.Locale;

/// Whether a window can be opened.
final class Display {
    private Display() {}

    static boolean isThere() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return os.contains("mac")
                || os.contains("win")
                || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null;
    }
}
