package io.centter.model.api;

import io.centter.model.identity.Names;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A grant or a revoke by hand.
///
/// @param effect a revoke beats every grant that it overlaps
/// @param reason who reads the audit trail wants to know
/// @param expiresAt when it ends by itself; never where absent
public record CreatePermission(
        Scope scope, Effect effect, String reason, @Nullable Instant expiresAt) {
    public CreatePermission {
        Names.requirePresent("scope", scope);
        Names.requirePresent("effect", effect);
        reason = Names.requireText("reason", reason, 512);
    }
}
