package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// The last time that the broker had something else as a network's account than it was given. It was put right then.
public record AccountDrift(Kind kind, Instant at) {
    /// What the broker had.
    public enum Kind {
        /// Nothing.
        @JsonProperty("missing")
        MISSING,
        /// An account that another operator signed.
        @JsonProperty("foreign")
        FOREIGN,
        /// One that it was given before.
        @JsonProperty("older")
        OLDER,
        /// One that this operator signed and that was never given from here.
        @JsonProperty("differing")
        DIFFERING
    }
}
