package io.centter.model.api;

import io.centter.model.identity.Names;
import io.centter.model.permission.RoleScopes;
import io.centter.model.permission.Scope;
import java.util.List;

/// What a role brings in one network from now on.
///
/// @param scopes all of them, at most 100; none for a role that brings nothing
public record SetRole(List<Scope> scopes, String reason) {
    public SetRole {
        scopes = RoleScopes.require(scopes);
        reason = Names.requireText("reason", reason, 512);
    }
}
