package io.centter.model.skill;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who sees a published skill.
public enum SkillVisibility {
    @JsonProperty("public")
    PUBLIC,
    /// The members and agents of the publisher's network, and for everyone else there is no such skill.
    @JsonProperty("private")
    PRIVATE
}
