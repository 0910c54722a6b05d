package io.centter.control.skill;

import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import io.centter.model.skill.PublisherView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A publisher with what not everyone sees of it.
///
/// @param namedAt since when it has its name
public record PublisherRow(
        UUID id,
        @Nullable NetworkId networkId,
        Slug slug,
        String name,
        @Nullable String website,
        boolean verified,
        UserId ownerId,
        Instant namedAt,
        int skills,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    PublisherView view() {
        return new PublisherView(id, slug, name, website, verified, skills, version, createdAt, updatedAt);
    }
}
