package io.centter.model.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.Names;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the hub tells one agent to do, on `mesh.control.<agent>`.
///
/// @param reason for people
/// @param until an order that comes later than this is not obeyed; absent for no such time
public record ControlOrder(
        Command command, @Nullable String reason, @Nullable Instant until) {
    /// What an agent can be told.
    public enum Command {
        /// Finish what is in hand, take nothing new, then leave.
        @JsonProperty("drain")
        DRAIN,
        /// Take nothing new, stay connected.
        @JsonProperty("pause")
        PAUSE,
        /// Take work again.
        @JsonProperty("resume")
        RESUME,
        /// Read the configuration again.
        @JsonProperty("reload")
        RELOAD
    }

    public ControlOrder {
        Names.requirePresent("command", command);
        Names.optionalText("reason", reason, 512);
    }

    /// Whether it still counts.
    public boolean isFresh(Instant now) {
        return until == null || now.isBefore(until);
    }
}
