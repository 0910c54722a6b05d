package io.centter.control.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which sessions of a person hold.
///
/// @param validFrom sessions from before are over
/// @param kept the session that changed the password, which goes on
/// @param ended sessions that were signed out
public record UserAccess(
        boolean active, Instant validFrom, @Nullable UUID kept, Set<UUID> ended) {
    public UserAccess {
        ended = Set.copyOf(ended);
    }

    public boolean holds(UUID session, Instant issuedAt) {
        return active && (!issuedAt.isBefore(validFrom) || session.equals(kept)) && !ended.contains(session);
    }
}
