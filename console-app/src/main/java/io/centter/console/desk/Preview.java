package io.centter.console.desk;

import io.centter.console.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a change will do, said before it is done.
///
/// @param lines the most important first; none where nothing follows from it
/// @param weight how much care it asks for
/// @param confirm what a person has to type first; null where a click is enough
public record Preview(
        List<Line> lines, Weight weight, @Nullable String confirm) {
    private static final int NAMED = 20;

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

    /// A line for each of them, as far as a person will read; the others are named together.
    ///
    /// @param detail in smaller words; empty where there are none
    public static <T> List<Line> each(Kind kind, List<T> items, Function<T, String> name, Function<T, String> detail) {
        List<Line> lines = new ArrayList<>();
        items.stream().limit(NAMED).forEach(item -> lines.add(new Line(kind, name.apply(item), detail.apply(item))));
        if (items.size() > NAMED) {
            lines.add(new Line(
                    kind,
                    Texts.of("preview.and-more", items.size() - NAMED),
                    items.stream().skip(NAMED).map(name).collect(Collectors.joining("\n"))));
        }
        return lines;
    }

    /// Of something that cannot be undone.
    public static Preview destructive(String confirm, Line... lines) {
        return new Preview(List.of(lines), Weight.DESTRUCTIVE, confirm);
    }
}
