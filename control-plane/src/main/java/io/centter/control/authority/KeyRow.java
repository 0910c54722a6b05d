package io.centter.control.authority;

import io.centter.model.authority.AuthorityKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A key as people may see it. Public because jdbi makes it.
public record KeyRow(
        UUID id,
        String kid,
        String algorithm,
        AuthorityKey.Status status,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable Instant retiredAt,
        @Nullable Instant goneAt) {
    AuthorityKey view() {
        return new AuthorityKey(kid, algorithm, status, createdAt, activatedAt, retiredAt, goneAt);
    }
}
