package io.centter.model.api;

import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import java.time.Instant;

/// A network as one of its members sees it. `version` is also the ETag.
public record NetworkView(
        NetworkId id,
        String name,
        Slug slug,
        Plan plan,
        NetworkStatus status,
        MemberRole yourRole,
        int agents,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
