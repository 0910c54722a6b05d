package io.centter.model.heartbeat;

import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an agent has in hand. `lastProgressAt` is when any of it last moved.
public record Work(int inFlight, @Nullable Instant lastProgressAt) {
    public Work {
        if (inFlight < 0) {
            throw new InvalidValue("work.in_flight", "work.in_flight is a count and cannot be negative.");
        }
        Names.optionalTime("work.last_progress_at", lastProgressAt);
    }
}
