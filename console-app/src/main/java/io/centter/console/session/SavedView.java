package io.centter.console.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a list was looked at, under a name.
///
/// @param screen which list
/// @param hidden columns that are not shown
/// @param column decides the order; null for the usual order
public record SavedView(
        String screen,
        String name,
        String filter,
        List<String> hidden,
        @Nullable String column,
        boolean descending) {
    public SavedView {
        name = name == null ? "" : name.strip();
        filter = filter == null ? "" : filter;
        hidden = hidden == null ? List.of() : List.copyOf(hidden);
    }

    /// Whether it takes the place of the other.
    boolean isNamedAs(SavedView other) {
        return screen.equals(other.screen) && name.equalsIgnoreCase(other.name);
    }
}
