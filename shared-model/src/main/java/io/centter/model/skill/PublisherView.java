package io.centter.model.skill;

import io.centter.model.identity.Slug;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A publisher as everyone sees it. `version` is also the ETag.
///
/// @param verified whether those who run the server vouch for it
/// @param skills how many of its skills everyone sees
public record PublisherView(
        UUID id,
        Slug slug,
        String name,
        @Nullable String website,
        boolean verified,
        int skills,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
