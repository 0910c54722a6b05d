package io.centter.model.skill;

import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// What of a skill may change; what is absent stays. Its slug never does.
///
/// @param category empty for none
/// @param status draft, published or withdrawn; who owns a skill in quarantine cannot take it out
public record UpdateSkill(
        @Nullable String name,
        @Nullable String summary,
        @Nullable String category,
        @Nullable SkillVisibility visibility,
        @Nullable SkillStatus status) {
    public UpdateSkill {
        if (name != null) {
            name = Names.requireText("name", name, 128);
        }
        if (summary != null) {
            summary = Prose.of("summary", summary, CreateSkill.SUMMARY);
        }
        SkillNames.optionalCategory(category);
        if (status == SkillStatus.QUARANTINED) {
            throw new InvalidValue("status", "status is set to draft, published or withdrawn.");
        }
    }
}
