package io.centter.model.permission;

import io.centter.model.role.Role;
import java.util.UUID;

/// An agent's place in a team: the role brings its scopes.
public record Assignment(UUID team, Role role) {}
