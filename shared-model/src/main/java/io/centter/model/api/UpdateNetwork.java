package io.centter.model.api;

import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// What of a network may change; what is absent stays. Its slug is part of names in DNS and stays in any case.
///
/// @param plan only the owner changes it
public record UpdateNetwork(@Nullable String name, @Nullable Plan plan) {
    public UpdateNetwork {
        if (name != null || plan == null) {
            name = Names.requireText("name", name, 128);
        }
    }
}
