package io.centter.model.api;

import io.centter.model.identity.Names;

/// Why something is done; kept in the audit log.
public record Because(String reason) {
    public Because {
        reason = Names.requireText("reason", reason, 256);
    }
}
