package io.centter.model.permission;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A permission that somebody gave or took by hand.
///
/// @param expiresAt from then on it counts no more; null for never
public record ManualPermission(
        UUID id,
        Scope scope,
        Effect effect,
        @Nullable String reason,
        @Nullable Instant expiresAt) {
    public boolean countsAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
