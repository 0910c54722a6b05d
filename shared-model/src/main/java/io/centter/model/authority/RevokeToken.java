package io.centter.model.authority;

import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ends a token before its time, and every token that was got with it.
///
/// @param token the token itself, or else `jti`
/// @param jti its id, for a person who does not have the token
public record RevokeToken(
        @Nullable String token,
        @Nullable UUID jti,
        @Nullable String reason) {
    public RevokeToken {
        if ((token == null) == (jti == null)) {
            throw new InvalidValue("token", "Give either token or jti.");
        }
        Names.optionalText("reason", reason, 512);
    }

    @Override
    public String toString() {
        return "RevokeToken[" + (jti == null ? "***" : jti) + "]";
    }
}
