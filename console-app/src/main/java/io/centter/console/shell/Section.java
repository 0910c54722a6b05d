package io.centter.console.shell;

import io.centter.console.fx.Screen;
import java.util.List;

/// Screens that belong together in the navigation.
///
/// @param title empty where they need none
public record Section(String title, List<Screen> screens) {
    public Section {
        screens = List.copyOf(screens);
    }
}
