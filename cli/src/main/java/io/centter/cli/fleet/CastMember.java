package io.centter.cli.fleet;

import io.centter.model.role.Role;
import io.centter.sdk.mesh.AgentProfile;

/// Who an agent of the fleet is.
record CastMember(String name, Role role, String description, AgentProfile profile) {}
