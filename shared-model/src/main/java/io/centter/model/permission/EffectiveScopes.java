package io.centter.model.permission;

import io.centter.model.role.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an agent holds at one moment: every granted scope with all its origins, and what is taken away. What is taken
/// away counts more.
public record EffectiveScopes(SortedMap<Scope, List<Origin>> granted, SortedMap<Scope, List<Origin>> revoked) {

    /// (The role templates of all teams ∪ manual grants ∪ skill grants) and the manual revokes, without what has
    /// expired.
    ///
    /// @param roles the scopes of each role in this network
    public static EffectiveScopes of(AgentRights agent, Map<Role, List<Scope>> roles, Instant now) {
        TreeMap<Scope, List<Origin>> granted = new TreeMap<>();
        TreeMap<Scope, List<Origin>> revoked = new TreeMap<>();
        for (Assignment place : agent.teams()) {
            for (Scope scope : roles.getOrDefault(place.role(), List.of())) {
                add(granted, scope, new Origin.Team(place.team(), place.role()));
            }
        }
        for (ManualPermission permission : agent.manual()) {
            if (permission.countsAt(now)) {
                add(
                        permission.effect() == Effect.GRANT ? granted : revoked,
                        permission.scope(),
                        new Origin.Manual(permission.id(), permission.reason(), permission.expiresAt()));
            }
        }
        for (InstalledSkill skill : agent.skills()) {
            for (Scope scope : skill.granted()) {
                add(
                        granted,
                        scope,
                        new Origin.Skill(skill.skill(), skill.offer().slug(), skill.version()));
            }
        }
        return new EffectiveScopes(granted, revoked);
    }

    /// Whether all of the scope is held, and nothing of it is taken away.
    public boolean allows(Scope scope) {
        return granted.keySet().stream().anyMatch(one -> one.covers(scope))
                && revoked.keySet().stream().noneMatch(scope::overlaps);
    }

    private static void add(Map<Scope, List<Origin>> scopes, Scope scope, Origin origin) {
        scopes.computeIfAbsent(scope, _ -> new ArrayList<>(1)).add(origin);
    }
}
