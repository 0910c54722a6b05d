package io.centter.model.api;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.UUID;

/// An agent's place in a team. `version` is also the ETag.
///
/// @param role in this team; it brings scopes, and has nothing to do with the role that the broker knows
public record TeamAgentView(
        UUID teamId, AgentId agentId, String name, Slug slug, Role role, Instant addedAt, long version) {}
