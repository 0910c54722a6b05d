package io.centter.model.presence;

import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agents of one network at one moment, from memory: all of them, or a page by id.
///
/// @param hubConnected false while the control plane cannot hear the broker; then presence is as last heard, or unknown
/// @param nextCursor absent on the last page, and where all were asked for
public record PresenceSnapshot(
        NetworkId networkId,
        Instant at,
        boolean hubConnected,
        List<AgentPresence> agents,
        @Nullable String nextCursor) {
    /// All of them.
    public PresenceSnapshot(NetworkId networkId, Instant at, boolean hubConnected, List<AgentPresence> agents) {
        this(networkId, at, hubConnected, agents, null);
    }
}
