package io.centter.model.permission;

import io.centter.model.role.Role;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What of a skill an agent may call.
final class CallRights {
    /// The whole of a skill that declares no commands.
    static final String WHOLE = Scope.ANY;

    private CallRights() {}

    /// The commands of a skill that a token could name; for a skill that declares none, the single ones that the agent
    /// holds or [#WHOLE].
    static SortedSet<String> commands(EffectiveScopes held, SkillOffer offer) {
        TreeSet<String> commands = new TreeSet<>();
        Scope need = new Scope(List.of(Scope.SKILL, Scope.EXECUTE, offer.slug()));
        for (Scope scope :
                ScopeFilter.narrow(List.of(need), held, List.of(offer)).granted()) {
            String command = scope.command().orElse(WHOLE);
            if (!command.equals(WHOLE)) {
                commands.add(command);
            } else if (offer.commands().isEmpty()) {
                commands.add(WHOLE);
            } else {
                commands.addAll(offer.commands().keySet());
            }
        }
        return commands;
    }

    /// What is in one set and not in the other.
    static SortedSet<String> without(SortedSet<String> some, SortedSet<String> others) {
        TreeSet<String> rest = new TreeSet<>(some);
        if (others.contains(WHOLE)) {
            rest.clear();
        }
        rest.removeAll(others);
        return rest;
    }

    /// All that decides what an agent may call: agents with the same profile may call the same.
    record Profile(Set<Scope> granted, Set<Scope> revoked, Role role, boolean locked) {
        static Profile of(RightsPicture picture, AgentRights agent) {
            EffectiveScopes held = picture.effective(agent);
            return new Profile(
                    Set.copyOf(held.granted().keySet()),
                    Set.copyOf(held.revoked().keySet()),
                    agent.role(),
                    agent.lockedAt(picture.now()));
        }

        EffectiveScopes scopes() {
            return new EffectiveScopes(withoutOrigins(granted), withoutOrigins(revoked));
        }

        private static SortedMap<Scope, List<Origin>> withoutOrigins(Set<Scope> scopes) {
            TreeMap<Scope, List<Origin>> map = new TreeMap<>();
            scopes.forEach(scope -> map.put(scope, List.of()));
            return map;
        }
    }
}
