package io.centter.model.api;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.Names;
import io.centter.model.role.Role;

/// Puts an agent into a team; the role brings its scopes.
public record AddTeamAgent(AgentId agentId, Role role) {
    public AddTeamAgent {
        Names.requirePresent("agent_id", agentId);
        Names.requirePresent("role", role);
    }
}
