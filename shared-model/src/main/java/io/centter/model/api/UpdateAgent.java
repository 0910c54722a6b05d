package io.centter.model.api;

import io.centter.model.identity.Names;
import io.centter.model.role.Role;
import org.jspecify.annotations.Nullable;

/// What of an agent may change; what is absent stays.
public record UpdateAgent(
        @Nullable String name,
        @Nullable Role role,
        @Nullable String description) {
    public UpdateAgent {
        if (name != null) {
            name = Names.requireText("name", name, 128);
        }
        Names.optionalText("description", description, 1024);
    }
}
