package io.centter.model.skill;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How what is recorded and what an agent says differ.
public enum SkillDrift {
    /// Installed, but the agent's heartbeats do not name it.
    @JsonProperty("not_reported")
    NOT_REPORTED,
    /// The agent says that it has it as a custom skill, but nobody installed it.
    @JsonProperty("not_installed")
    NOT_INSTALLED
}
