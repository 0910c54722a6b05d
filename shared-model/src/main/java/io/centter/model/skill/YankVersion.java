package io.centter.model.skill;

import io.centter.model.identity.Names;

/// Why a version should not be installed any more.
public record YankVersion(String reason) {
    public YankVersion {
        reason = Names.requireText("reason", reason, 512);
    }
}
