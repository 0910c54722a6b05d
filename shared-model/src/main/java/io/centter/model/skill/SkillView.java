package io.centter.model.skill;

import io.centter.model.identity.Slug;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A skill in the marketplace. `version` is also the ETag.
///
/// @param latestVersion what is installed where nobody names a version: the highest release that is not yanked
/// @param installs on how many agents it is now
/// @param rating the average of its reviews, from 1 to 5; absent without any
/// @param notice what its owner must know of its status
/// @param quarantine absent while it is in none
public record SkillView(
        UUID id,
        Slug slug,
        String name,
        String summary,
        @Nullable String category,
        SkillVisibility visibility,
        SkillStatus status,
        @Nullable String notice,
        @Nullable Quarantine quarantine,
        Publisher publisher,
        @Nullable SemVer latestVersion,
        long installs,
        @Nullable Double rating,
        int reviews,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /// Whose skill it is.
    public record Publisher(UUID id, Slug slug, String name, boolean verified) {}

    /// Why and since when nobody but its owner and the curators sees it.
    public record Quarantine(String reason, Instant since) {}
}
