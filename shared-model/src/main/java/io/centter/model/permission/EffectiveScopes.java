package io.centter.model.permission;

import io.centter.model.role.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

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

    /// What of the grants a call needs: those that cover it, or for a whole skill those that cover any of it.
    SortedMap<Scope, List<Origin>> grantsOf(Scope need) {
        return only(granted, one -> need.command().isPresent() ? one.covers(need) : one.overlaps(need));
    }

    /// What takes away any of it.
    SortedMap<Scope, List<Origin>> revokesOf(Scope need) {
        return only(revoked, need::overlaps);
    }

    EffectiveScopes withoutRevokes() {
        return new EffectiveScopes(granted, new TreeMap<>());
    }

    /// The granted scopes of which something is left.
    public List<Scope> held() {
        return granted.keySet().stream().filter(one -> !isTaken(one)).toList();
    }

    /// What of this is not in the other: a list of scopes, none covering another, that has every act of the
    /// difference, and in which each scope has at least one.
    public List<Scope> without(EffectiveScopes other) {
        List<Scope> kept = other.held();
        TreeSet<Scope> gone = new TreeSet<>();
        for (Scope scope : held()) {
            if (kept.stream().noneMatch(one -> one.covers(scope))) {
                gone.add(scope);
            }
            for (Scope revoke : other.revoked.keySet()) {
                scope.meet(revoke).filter(part -> !isTaken(part)).ifPresent(gone::add);
            }
        }
        return Scope.widest(gone);
    }

    private boolean isTaken(Scope scope) {
        return revoked.keySet().stream().anyMatch(revoke -> revoke.covers(scope));
    }

    private static SortedMap<Scope, List<Origin>> only(SortedMap<Scope, List<Origin>> scopes, Predicate<Scope> those) {
        TreeMap<Scope, List<Origin>> some = new TreeMap<>();
        scopes.forEach((scope, origins) -> {
            if (those.test(scope)) {
                some.put(scope, origins);
            }
        });
        return some;
    }

    private static void add(Map<Scope, List<Origin>> scopes, Scope scope, Origin origin) {
        scopes.computeIfAbsent(scope, _ -> new ArrayList<>(1)).add(origin);
    }
}
