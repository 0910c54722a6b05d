package io.centter.model.presence;

import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agents that a network had at a past moment, by id.
///
/// @param nextCursor absent on the last page
public record PastSnapshot(
        NetworkId networkId,
        Instant at,
        List<PastPresence> agents,
        @Nullable String nextCursor) {}
