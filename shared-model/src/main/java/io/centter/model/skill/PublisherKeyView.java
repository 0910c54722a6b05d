package io.centter.model.skill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key that a publisher signs or signed with.
///
/// @param id the SHA-256 of its DER form
/// @param addedBy the key that vouched for it; absent for a first one
/// @param retiredAt since when it signs no more; what it signed before stays as it is
public record PublisherKeyView(
        Sha256 id,
        String name,
        String algorithm,
        String publicKey,
        @Nullable Sha256 addedBy,
        Instant createdAt,
        @Nullable Instant retiredAt,
        @Nullable String retireReason) {}
