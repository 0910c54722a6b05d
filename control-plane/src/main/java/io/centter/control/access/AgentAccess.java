package io.centter.control.access;

import io.centter.model.permission.AgentRights;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One agent: its rights, and how it proves to be itself.
///
/// @param keyHash SHA-256 of its API key
/// @param previousHash of the key before, good until `previousUntil`
@SuppressWarnings("ArrayRecordComponent")
public record AgentAccess(
        AgentRights rights,
        byte @Nullable [] keyHash,
        byte @Nullable [] previousHash,
        @Nullable Instant previousUntil) {
    private static final byte[] NO_KEY = new byte[32];

    /// Whether this is the hash of a key that is good now. Takes as long for a wrong one as for a right one.
    public boolean keyMatches(byte[] hash, Instant now) {
        // Both are compared before either counts.
        boolean present = MessageDigest.isEqual(keyHash == null ? NO_KEY : keyHash, hash);
        boolean previous = MessageDigest.isEqual(previousHash == null ? NO_KEY : previousHash, hash);
        return (present && keyHash != null)
                || (previous && previousHash != null && previousUntil != null && now.isBefore(previousUntil));
    }
}
