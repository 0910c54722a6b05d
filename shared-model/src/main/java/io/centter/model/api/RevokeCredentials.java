package io.centter.model.api;

import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// Revokes all credentials of an agent that are in use.
public record RevokeCredentials(@Nullable String reason) {
    public RevokeCredentials {
        Names.optionalText("reason", reason, 512);
    }
}
