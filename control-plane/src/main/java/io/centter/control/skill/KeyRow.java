package io.centter.control.skill;

import io.centter.model.skill.PublisherKey;
import io.centter.model.skill.PublisherKeyView;
import io.centter.model.skill.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A publisher's key as it is kept.
@SuppressWarnings("ArrayRecordComponent")
public record KeyRow(
        String id,
        String name,
        byte[] publicKey,
        @Nullable String addedBy,
        Instant createdAt,
        @Nullable Instant retiredAt,
        @Nullable String retireReason) {
    PublisherKey key() {
        return PublisherKey.of(publicKey);
    }

    PublisherKeyView view() {
        return new PublisherKeyView(
                new Sha256(id),
                name,
                PublisherKey.ALGORITHM,
                key().pem(),
                addedBy == null ? null : new Sha256(addedBy),
                createdAt,
                retiredAt,
                retireReason);
    }
}
