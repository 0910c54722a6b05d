package io.centter.model.api;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.Names;

/// Puts an agent of a team onto a machine of ours.
public record CreateDeployment(AgentId agentId) {
    public CreateDeployment {
        Names.requirePresent("agent_id", agentId);
    }
}
