package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.UserId;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Origin;
import io.centter.model.permission.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One scope that an agent has from one place, or that is taken from it.
///
/// @param id of what was done by hand, which can be ended; what comes from teams and skills has none and ends with them
/// @param origin where exactly it comes from
public record PermissionView(
        @Nullable UUID id,
        Scope scope,
        Effect effect,
        Source source,
        Origin origin,
        @Nullable String reason,
        @Nullable UserId grantedBy,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt) {
    /// Kinds of places.
    public enum Source {
        @JsonProperty("manual")
        MANUAL,
        @JsonProperty("team")
        TEAM,
        @JsonProperty("skill")
        SKILL
    }
}
