package io.centter.model.skill;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A skill that an agent's heartbeats name. They name no version.
///
/// @param origin builtin where it came with the agent, custom where somebody added it
/// @param skillId the skill of that slug in the marketplace, where there is one that you see
/// @param installed whether it was installed from there
/// @param drift only of a custom skill that nobody installed
public record ReportedSkill(
        String name,
        Origin origin,
        @Nullable UUID skillId,
        boolean installed,
        @Nullable SkillDrift drift) {
    /// Where a reported skill comes from.
    public enum Origin {
        @JsonProperty("builtin")
        BUILTIN,
        @JsonProperty("custom")
        CUSTOM
    }
}
