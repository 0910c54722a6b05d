package io.centter.model.skill;

import io.centter.model.identity.AgentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What skills an agent has: by the record, and by its own word.
///
/// @param heardAt the agent's last heartbeat; absent where there was none, and then nothing is reported
/// @param tools what it says that it works with
public record AgentSkills(
        AgentId agentId,
        @Nullable Instant heardAt,
        List<AgentSkill> installed,
        List<ReportedSkill> reported,
        List<String> tools) {}
