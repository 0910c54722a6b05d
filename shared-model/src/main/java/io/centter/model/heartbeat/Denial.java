package io.centter.model.heartbeat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import java.time.Instant;

/// A subject the broker refused to this agent since its last heartbeat, and how often.
public record Denial(String subject, Operation operation, long count, Instant lastAt) {
    /// What was refused.
    public enum Operation {
        @JsonProperty("publish")
        PUBLISH,
        @JsonProperty("subscribe")
        SUBSCRIBE
    }

    public Denial {
        Names.requireText("denials.subject", subject, 512);
        if (count < 1) {
            throw new InvalidValue("denials.count", "denials.count is at least 1.");
        }
        Names.optionalTime("denials.last_at", lastAt);
    }
}
