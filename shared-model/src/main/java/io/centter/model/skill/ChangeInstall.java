package io.centter.model.skill;

import io.centter.model.permission.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another version of a skill that an agent has, higher or lower. Scopes that the agent does not have by this skill yet
/// must be covered by `approve_scopes`.
///
/// @param version the newest that can be installed, where absent
public record ChangeInstall(
        @Nullable SemVer version, @Nullable List<Scope> approveScopes) {
    public ChangeInstall {
        approveScopes = PublishVersion.distinct("approve_scopes", approveScopes, InstallSkill.MAX_SCOPES);
    }
}
