package io.centter.model.skill;

import io.centter.model.identity.Names;
import io.centter.model.permission.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A skill for an agent. The scopes that it wants are granted by this very request; where `approve_scopes` is there,
/// only if it covers them all.
///
/// @param skill its slug or its id
/// @param version the newest that can be installed, where absent
public record InstallSkill(
        String skill, @Nullable SemVer version, @Nullable List<Scope> approveScopes) {
    static final int MAX_SCOPES = 64;

    public InstallSkill {
        skill = Names.requireText("skill", skill, 64);
        if (approveScopes != null) {
            approveScopes = PublishVersion.distinct("approve_scopes", approveScopes, MAX_SCOPES);
        }
    }
}
