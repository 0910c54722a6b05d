package io.centter.model.skill;

import io.centter.model.identity.Names;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import org.jspecify.annotations.Nullable;

/// A new publisher, owned by who makes it; without a slug, the name suggests one.
///
/// @param networkId whose members and agents see the publisher's private skills
public record CreatePublisher(
        String name,
        @Nullable Slug slug,
        @Nullable String website,
        @Nullable NetworkId networkId) {
    public CreatePublisher {
        name = Names.requireText("name", name, 128);
        if (slug != null) {
            SkillNames.requireNoId(slug);
        }
        SkillNames.optionalWebsite(website);
    }

    public Slug slugOrSuggested() {
        return slug == null ? SkillNames.requireNoId(Slug.suggestedBy(name)) : slug;
    }
}
