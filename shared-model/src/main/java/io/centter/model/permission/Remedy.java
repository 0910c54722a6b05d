package io.centter.model.permission;

import io.centter.model.role.Role;
import java.util.Optional;

/// What would let an agent do at the broker what it was refused: either is enough. Where both are empty, nothing would.
///
/// @param role of those that may, the one with the fewest rights
/// @param scope the narrowest that brings it
public record Remedy(Optional<Role> role, Optional<Scope> scope) {}
