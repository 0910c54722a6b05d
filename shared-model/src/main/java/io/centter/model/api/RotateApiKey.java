package io.centter.model.api;

import io.centter.model.identity.InvalidValue;
import org.jspecify.annotations.Nullable;

/// Asks for a new API key; the old one stays good for `overlapSeconds` (0 to 86,400; 0 when absent).
public record RotateApiKey(@Nullable Integer overlapSeconds) {
    public RotateApiKey {
        if (overlapSeconds != null && (overlapSeconds < 0 || overlapSeconds > 86_400)) {
            throw new InvalidValue("overlap_seconds", "overlap_seconds is 0 to 86400.");
        }
    }
}
