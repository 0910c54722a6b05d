package io.centter.model.skill;

import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import io.centter.model.permission.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A skill that was installed on an agent.
///
/// @param latestVersion the highest release that is not yanked
/// @param yanked whether the installed version was taken back since; the agent keeps it
/// @param scopes what the agent may do by it
/// @param reported whether the agent's last heartbeat names it
/// @param drift absent where both agree, and while the agent has not been heard
public record AgentSkill(
        UUID skillId,
        Slug slug,
        String name,
        SkillStatus status,
        SemVer version,
        @Nullable SemVer latestVersion,
        boolean yanked,
        @Nullable String yankReason,
        List<Scope> scopes,
        @Nullable UserId installedBy,
        Instant installedAt,
        boolean reported,
        @Nullable SkillDrift drift) {}
