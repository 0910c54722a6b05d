package io.centter.model.api;

import io.centter.model.heartbeat.Denial;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A subject that the broker refuses to an agent, as the agent reports it.
///
/// @param role the agent's own
/// @param count how often since `first_at`
/// @param scope the narrowest scope that would allow it; absent where none does
/// @param asRole of the roles that may, the one with the fewest rights; absent where none may
public record DeniedView(
        AgentId agentId,
        String agentName,
        Role role,
        String subject,
        Denial.Operation operation,
        long count,
        Instant firstAt,
        Instant lastAt,
        @Nullable Scope scope,
        @Nullable Role asRole) {}
