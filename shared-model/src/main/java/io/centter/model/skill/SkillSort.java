package io.centter.model.skill;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What comes first in a list of skills.
public enum SkillSort {
    /// How well it answers `q`.
    @JsonProperty("relevance")
    RELEVANCE,
    @JsonProperty("installs")
    INSTALLS,
    @JsonProperty("rating")
    RATING,
    @JsonProperty("newest")
    NEWEST
}
