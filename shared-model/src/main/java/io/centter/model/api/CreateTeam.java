package io.centter.model.api;

import io.centter.model.identity.Names;
import io.centter.model.identity.Slug;
import org.jspecify.annotations.Nullable;

/// A new team; without a slug, the name suggests one.
public record CreateTeam(
        String name, @Nullable Slug slug, @Nullable String description) {
    public CreateTeam {
        name = Names.requireText("name", name, 128);
        Names.optionalText("description", description, 1024);
    }

    public Slug slugOrSuggested() {
        return slug == null ? Slug.suggestedBy(name) : slug;
    }
}
