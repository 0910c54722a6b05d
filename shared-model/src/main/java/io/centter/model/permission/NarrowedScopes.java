package io.centter.model.permission;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What is left of scopes that were asked for.
///
/// @param granted what a token may carry
/// @param dropped every asked scope that is not granted as a whole
public record NarrowedScopes(List<Scope> granted, List<Dropped> dropped) {
    /// Why a scope was not granted as it was asked for.
    public enum Reason {
        /// Nothing grants any of it.
        @JsonProperty("not-granted")
        NOT_GRANTED,
        /// It was taken away by hand.
        @JsonProperty("revoked")
        REVOKED,
        /// The audience does not have the skill.
        @JsonProperty("target-lacks-skill")
        TARGET_LACKS_SKILL,
        /// The audience has the skill, but the skill has no such command.
        @JsonProperty("unknown-command")
        UNKNOWN_COMMAND,
        /// The token that is passed on does not carry it, or its subject has lost it.
        @JsonProperty("not-delegated")
        NOT_DELEGATED,
        /// Only the part that is granted is left of it.
        @JsonProperty("narrowed")
        NARROWED
    }

    /// One asked scope, and why it is not granted as a whole.
    public record Dropped(Scope scope, Reason reason) {}
}
