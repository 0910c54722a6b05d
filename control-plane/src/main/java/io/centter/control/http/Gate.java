package io.centter.control.http;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.UUID;

/// Decides whether a caller reaches the network, agent or team that a path names. What the caller may not see is
/// refused
/// as not found, a role that is too small as forbidden.
public interface Gate {
    void toNetwork(Caller caller, NetworkId network, Access access);

    /// Answers with the agent's network.
    NetworkId toAgent(Caller caller, AgentId agent, Access access);

    /// Answers with the team's network.
    NetworkId toTeam(Caller caller, UUID team, Access access);
}
