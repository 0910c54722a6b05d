package io.centter.console.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of what is known of a thing.
public sealed interface Fact {
    String name();

    /// Whether nothing is known.
    boolean isEmpty();

    /// Words, or what a machine reads.
    ///
    /// @param style of the value; empty for the usual one
    record Words(String name, String value, String style) implements Fact {
        @Override
        public boolean isEmpty() {
            return value.isEmpty();
        }
    }

    /// What people compare and copy, and never read out.
    record Id(String name, String value) implements Fact {
        @Override
        public boolean isEmpty() {
            return value.isEmpty();
        }
    }

    record Moment(String name, @Nullable Instant value) implements Fact {
        @Override
        public boolean isEmpty() {
            return value == null;
        }
    }

    static Fact of(String name, @Nullable String value) {
        return new Words(name, value == null ? "" : value, "");
    }

    /// What a machine reads as it stands there, such as an address or a subject.
    static Fact code(String name, @Nullable String value) {
        return new Words(name, value == null ? "" : value, "mono");
    }

    static Fact id(String name, @Nullable Object value) {
        return new Id(name, value == null ? "" : value.toString());
    }

    static Fact at(String name, @Nullable Instant value) {
        return new Moment(name, value);
    }
}
