package io.centter.model.api;

import io.centter.model.identity.UserId;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.role.SubjectGrants;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A role as it is in one network.
///
/// @param scopes what it brings in each team
/// @param standard whether these are the template's
/// @param subjects what the broker lets an agent of this role do, with `{{name()}}` for the agent's id; the same in
///     every network
/// @param changedAt absent while it is as it was made
public record NetworkRole(
        Role role,
        List<Scope> scopes,
        boolean standard,
        SubjectGrants subjects,
        long version,
        @Nullable UserId changedBy,
        @Nullable Instant changedAt) {
    public NetworkRole {
        scopes = List.copyOf(scopes);
    }
}
