package io.centter.control.skill;

import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillView;
import io.centter.model.skill.SkillVisibility;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A skill with what not everyone sees of it.
///
/// @param latest the highest release that is not yanked
/// @param ownerId who owns its publisher
/// @param networkId the publisher's
/// @param place where it stands in the list that was asked for
public record SkillRow(
        UUID id,
        Slug slug,
        String name,
        String summary,
        @Nullable String category,
        SkillVisibility visibility,
        SkillStatus status,
        UUID publisherId,
        Slug publisherSlug,
        String publisherName,
        boolean publisherVerified,
        UserId ownerId,
        @Nullable NetworkId networkId,
        @Nullable String latest,
        long installs,
        int reviews,
        double rating,
        long version,
        Instant createdAt,
        Instant updatedAt,
        double place) {
    private static final String QUARANTINE = "The name of this skill or of its publisher may be taken for another's, so"
            + " nobody else sees it and it cannot be installed. Those who run this server look at it and may let it go;"
            + " you cannot.";

    SkillView view() {
        return new SkillView(
                id,
                slug,
                name,
                summary,
                category,
                visibility,
                status,
                status == SkillStatus.QUARANTINED ? QUARANTINE : null,
                new SkillView.Publisher(publisherId, publisherSlug, publisherName, publisherVerified),
                latest == null ? null : new SemVer(latest),
                installs,
                reviews == 0 ? null : (Double) (Math.round(rating * 100) / 100.0),
                reviews,
                version,
                createdAt,
                updatedAt);
    }
}
