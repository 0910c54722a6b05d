package io.centter.model.api;

import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A network as one of its members sees it. `version` is also the ETag.
///
/// @param suspendedAt since when its agents may not connect; absent where they may, as is the reason
public record NetworkView(
        NetworkId id,
        String name,
        Slug slug,
        Plan plan,
        NetworkStatus status,
        @Nullable Instant suspendedAt,
        @Nullable String suspendReason,
        MemberRole yourRole,
        int agents,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
