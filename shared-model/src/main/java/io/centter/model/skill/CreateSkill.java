package io.centter.model.skill;

import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import io.centter.model.identity.Slug;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A new skill of a publisher that you own. Without a slug, the name suggests one; without more it is published and
/// public.
///
/// @param status draft or published
public record CreateSkill(
        UUID publisherId,
        String name,
        @Nullable Slug slug,
        @Nullable String summary,
        @Nullable String category,
        @Nullable SkillVisibility visibility,
        @Nullable SkillStatus status) {
    static final int SUMMARY = 2000;

    public CreateSkill {
        Names.requirePresent("publisher_id", publisherId);
        name = Names.requireText("name", name, 128);
        if (slug != null) {
            SkillNames.requireNoId(slug);
        }
        summary = Prose.of("summary", summary, SUMMARY);
        SkillNames.optionalCategory(category);
        if (status != null && status != SkillStatus.DRAFT && status != SkillStatus.PUBLISHED) {
            throw new InvalidValue("status", "status of a new skill is draft or published.");
        }
    }

    public Slug slugOrSuggested() {
        return slug == null ? SkillNames.requireNoId(Slug.suggestedBy(name)) : slug;
    }

    public SkillVisibility visibilityOrDefault() {
        return visibility == null ? SkillVisibility.PUBLIC : visibility;
    }

    public SkillStatus statusOrDefault() {
        return status == null ? SkillStatus.PUBLISHED : status;
    }
}
