package io.centter.control.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A signing key of a network as it is stored.
///
/// @param publicJwk JSON
/// @param status next, active, retiring, gone or revoked
@SuppressWarnings("ArrayRecordComponent")
public record AuthorityKey(
        String kid,
        String publicJwk,
        byte @Nullable [] sealedPrivate,
        @Nullable String sealKeyId,
        String status,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable Instant retiredAt,
        @Nullable Instant goneAt) {}
