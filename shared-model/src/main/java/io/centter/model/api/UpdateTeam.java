package io.centter.model.api;

import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// What of a team may change; what is absent stays.
public record UpdateTeam(@Nullable String name, @Nullable String description) {
    public UpdateTeam {
        if (name != null) {
            name = Names.requireText("name", name, 128);
        }
        Names.optionalText("description", description, 1024);
    }
}
