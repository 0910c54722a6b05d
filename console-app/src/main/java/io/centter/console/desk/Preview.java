package io.centter.console.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a change will do, said before it is done.
///
/// @param lines the most important first; none where nothing follows from it
/// @param weight how much care it asks for
/// @param confirm what a person has to type first; null where a click is enough
public record Preview(
        List<Line> lines, Weight weight, @Nullable String confirm) {
    /// What kind of thing a line says.
    public enum Kind {
        GAIN,
        LOSE,
        RECONNECT,
        WARNING,
        NOTE
    }

    /// How much care a change asks for.
    public enum Weight {
        SAFE,
        /// Something stops working, or somebody reconnects.
        CAREFUL,
        /// It cannot be undone.
        DESTRUCTIVE
    }

    /// One thing that follows.
    ///
    /// @param detail in smaller words; empty where there are none
    public record Line(Kind kind, String text, String detail) {
        public static Line note(String text) {
            return new Line(Kind.NOTE, text, "");
        }

        public static Line warning(String text) {
            return new Line(Kind.WARNING, text, "");
        }
    }

    public Preview {
        lines = List.copyOf(lines);
    }

    public static Preview safe(Line... lines) {
        return new Preview(List.of(lines), Weight.SAFE, null);
    }

    public static Preview careful(Line... lines) {
        return new Preview(List.of(lines), Weight.CAREFUL, null);
    }

    /// Of something that cannot be undone.
    public static Preview destructive(String confirm, Line... lines) {
        return new Preview(List.of(lines), Weight.DESTRUCTIVE, confirm);
    }
}
