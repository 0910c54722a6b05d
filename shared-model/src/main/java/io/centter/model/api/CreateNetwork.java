package io.centter.model.api;

import io.centter.model.identity.Names;
import io.centter.model.identity.Slug;
import org.jspecify.annotations.Nullable;

/// A new network; without a slug, the name suggests one.
public record CreateNetwork(String name, @Nullable Slug slug) {
    public CreateNetwork {
        name = Names.requireText("name", name, 128);
    }

    public Slug slugOrSuggested() {
        return slug == null ? Slug.suggestedBy(name) : slug;
    }
}
