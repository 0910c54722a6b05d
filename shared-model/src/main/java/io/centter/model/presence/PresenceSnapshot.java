package io.centter.model.presence;

import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;

/// All agents of one network at one moment, from memory.
///
/// @param hubConnected false while the control plane cannot hear the broker; then presence is as last heard, or unknown
public record PresenceSnapshot(NetworkId networkId, Instant at, boolean hubConnected, List<AgentPresence> agents) {}
