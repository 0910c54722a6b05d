package io.centter.control.permission;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.access.NetworkAccess;
import io.centter.control.http.Call;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.AgentRights;

/// Finds agents in what is known of networks.
final class Snapshots {
    private Snapshots() {}

    /// An agent in its network.
    record Found(NetworkAccess network, AgentRights agent) {}

    /// The agent of the path.
    static Found of(AccessSnapshots snapshots, Call<?> call) {
        NetworkAccess network = snapshots.of(call.network());
        return new Found(network, agent(network, call.agent()));
    }

    /// An agent of the network; one of another network is not found.
    static AgentRights agent(NetworkAccess network, AgentId agent) {
        return network.agent(agent).orElseThrow(Refused.NotFound::new).rights();
    }
}
