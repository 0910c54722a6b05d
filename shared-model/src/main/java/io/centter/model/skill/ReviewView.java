package io.centter.model.skill;

import java.time.Instant;
import java.util.UUID;

/// One person's review of a skill. `version` is also the ETag.
///
/// @param author the person's name
public record ReviewView(
        UUID id,
        UUID skillId,
        String author,
        int rating,
        String body,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
