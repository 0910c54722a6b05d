package io.centter.control.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A text that must not be printed.
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The text itself, for the one who needs it.
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
