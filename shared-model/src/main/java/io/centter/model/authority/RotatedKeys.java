package io.centter.model.authority;

import java.util.List;

/// What signs from now on.
///
/// @param ended the keys that sign no more by this rotation
public record RotatedKeys(AuthorityKey active, AuthorityKey next, List<AuthorityKey> ended) {
    public RotatedKeys {
        ended = List.copyOf(ended);
    }
}
