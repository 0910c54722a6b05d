package io.centter.model.api;

import io.centter.model.identity.Names;
import io.centter.model.role.Role;

/// Gives an agent another role in a team.
public record UpdateTeamAgent(Role role) {
    public UpdateTeamAgent {
        Names.requirePresent("role", role);
    }
}
