package io.centter.console;

import java.util.List;
import javafx.application.Application;

/// The main class. It does not extend [Application]: JavaFX may be on the class path.
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(List.of(arguments), System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        if (options.picture().isWanted()) {
            // Before JavaFX starts: afterwards the platform is chosen.
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        } else if (isWithoutDisplay()) {
            System.err.println("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
                    + " Use --screenshot FILE for a picture.");
            System.exit(3);
        }
        ConsoleApp.options = options;
        Application.launch(ConsoleApp.class, arguments);
    }

    private static boolean isWithoutDisplay() {
        return System.getProperty("os.name", "").startsWith("Linux")
                && System.getProperty("glass.platform") == null
                && System.getenv("DISPLAY") == null
                && System.getenv("WAYLAND_DISPLAY") == null;
    }
}
