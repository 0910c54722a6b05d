package io.centter.model.api;

import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A team. `version` is also the ETag; who is in it has versions of its own.
///
/// @param agents how many are in it
public record TeamView(
        UUID id,
        NetworkId networkId,
        String name,
        Slug slug,
        @Nullable String description,
        int agents,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
