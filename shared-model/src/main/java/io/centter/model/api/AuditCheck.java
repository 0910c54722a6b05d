package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a network's audit log is as it was written.
///
/// @param lines how many lines were found to be right, from the first on
/// @param firstBroken the first line that is not as it was written; absent where all are
/// @param finding what is wrong with it; absent where nothing is
/// @param headHash the end of the chain, in hex: keep it, and ask later whether the log still contains it
/// @param checkedAt when the end was read; lines that came later are not looked at
public record AuditCheck(
        boolean intact,
        long lines,
        @Nullable Long firstBroken,
        @Nullable Finding finding,
        String headHash,
        Instant checkedAt) {
    /// What can be wrong.
    public enum Finding {
        /// The line is gone, or all from it on are.
        @JsonProperty("missing")
        MISSING,
        /// The line, or its place, is another than when it was written.
        @JsonProperty("changed")
        CHANGED,
        /// There is a line after the end.
        @JsonProperty("added")
        ADDED,
        /// All lines follow each other, but the kept end is not the last one's.
        @JsonProperty("other-end")
        OTHER_END,
        /// All lines follow each other, but not to the hash that the caller kept.
        @JsonProperty("other-than-kept")
        OTHER_THAN_KEPT
    }
}
