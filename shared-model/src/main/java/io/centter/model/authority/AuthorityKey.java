package io.centter.model.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key of a network's authority. Its private half is never shown.
///
/// @param goneAt from when on nothing verifies with it
public record AuthorityKey(
        String kid,
        String algorithm,
        Status status,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable Instant retiredAt,
        @Nullable Instant goneAt) {
    /// Where in its life a key is.
    public enum Status {
        /// Shown in the key set, so that receivers know it before it signs.
        @JsonProperty("next")
        NEXT,
        /// Signs.
        @JsonProperty("active")
        ACTIVE,
        /// Signs no more; its tokens are good until they expire.
        @JsonProperty("retiring")
        RETIRING,
        @JsonProperty("gone")
        GONE,
        /// Taken away in an emergency, and its tokens with it.
        @JsonProperty("revoked")
        REVOKED
    }
}
