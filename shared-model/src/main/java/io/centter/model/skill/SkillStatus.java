package io.centter.model.skill;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a skill is shown.
public enum SkillStatus {
    /// Seen by its owner only.
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("published")
    PUBLISHED,
    /// Its name may be taken for another's, or a curator put it there: seen by its owner and the curators only and not
    /// newly installed, until a curator lets it go.
    @JsonProperty("quarantined")
    QUARANTINED,
    /// Its owner took it back: no longer listed or installed; who has it keeps it.
    @JsonProperty("withdrawn")
    WITHDRAWN
}
