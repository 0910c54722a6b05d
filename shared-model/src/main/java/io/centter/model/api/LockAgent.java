package io.centter.model.api;

import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// Shuts an agent out.
///
/// @param ttlSeconds after how long that ends by itself, at most a year; absent for not before somebody ends it
public record LockAgent(String reason, @Nullable Integer ttlSeconds) {
    private static final int YEAR = 31_536_000;

    public LockAgent {
        reason = Names.requireText("reason", reason, 256);
        if (ttlSeconds != null && (ttlSeconds < 1 || ttlSeconds > YEAR)) {
            throw new InvalidValue("ttl_seconds", "ttl_seconds is a number of seconds from 1 to " + YEAR + ".");
        }
    }
}
