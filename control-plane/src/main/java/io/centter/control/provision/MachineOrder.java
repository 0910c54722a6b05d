package io.centter.control.provision;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.UUID;

/// What a provider of machines is to do.
///
/// @param deployment also the token by which the provider knows a repetition
public record MachineOrder(Kind kind, NetworkId network, UUID deployment, AgentId agent) {
    /// What it is.
    public enum Kind {
        LAUNCH,
        START,
        STOP,
        TERMINATE
    }
}
