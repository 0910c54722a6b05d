package io.centter.control.access;

import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.Plan;
import io.centter.model.identity.UserId;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What holds for a network as a whole.
///
/// @param roles the scopes of each role
/// @param teams their names
/// @param revokedTokens ids of agent tokens that ended before their time
record NetworkFacts(
        NetworkStatus status,
        Plan plan,
        Map<UserId, MemberRole> members,
        Map<Role, List<Scope>> roles,
        Map<UUID, String> teams,
        List<AuthorityKey> keys,
        Set<UUID> revokedTokens) {
    NetworkFacts {
        members = Map.copyOf(members);
        roles = Map.copyOf(roles);
        teams = Map.copyOf(teams);
        keys = List.copyOf(keys);
        revokedTokens = Set.copyOf(revokedTokens);
    }
}
