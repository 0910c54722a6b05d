package io.centter.control.skill;

import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillView;
import io.centter.model.skill.SkillVisibility;
import java.time.Instant;
import java.util.Optional;
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
        @Nullable Instant quarantinedAt,
        @Nullable String quarantineReason,
        long installs,
        int reviews,
        double rating,
        long version,
        Instant createdAt,
        Instant updatedAt,
        double place) {
    private static final String QUARANTINE = "This skill is in quarantine: nobody else sees it and it cannot be newly"
            + " installed. The curators of this server look at it and may let it go; you cannot. ";

    Optional<SkillView.Quarantine> quarantine() {
        return quarantinedAt == null || quarantineReason == null
                ? Optional.empty()
                : Optional.of(new SkillView.Quarantine(quarantineReason, quarantinedAt));
    }

    SkillView view() {
        return new SkillView(
                id,
                slug,
                name,
                summary,
                category,
                visibility,
                status,
                quarantine().map(why -> QUARANTINE + why.reason()).orElse(null),
                quarantine().orElse(null),
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
