package io.centter.model.permission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An agent is shut out.
///
/// @param until when that ends by itself; null for not before somebody ends it
public record Lock(
        Instant since, @Nullable Instant until, @Nullable String reason) {
    public boolean holdsAt(Instant now) {
        return until == null || now.isBefore(until);
    }
}
