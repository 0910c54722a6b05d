package io.centter.model.authority;

import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// Lets the next key sign from now on.
///
/// @param emergency takes away every key there is, at once, and so ends every token of the network; needs a reason
public record RotateKeys(
        @Nullable Boolean emergency, @Nullable String reason) {
    public RotateKeys {
        Names.optionalText("reason", reason, 512);
        if (Boolean.TRUE.equals(emergency) && (reason == null || reason.isBlank())) {
            throw new InvalidValue("reason", "An emergency needs a reason; it ends every token of the network.");
        }
    }

    public boolean endsAllTokens() {
        return Boolean.TRUE.equals(emergency);
    }
}
