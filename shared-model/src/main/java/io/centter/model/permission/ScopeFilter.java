package io.centter.model.permission;

import io.centter.model.permission.NarrowedScopes.Dropped;
import io.centter.model.permission.NarrowedScopes.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Asked ∩ effective. A scope that is wider than what is held is cut down to the part that is held; a scope of which a
/// part is taken away is cut along what the audience has, and the rest is granted. So no token ever says more than its
/// agent holds, though a token has no way to say "all but".
///
/// Cut is in this order: any domain to the domain `skill`; any action there to [Scope#SKILL_ACTIONS]; any target to the
/// audience's skills; a skill to the commands that it declares. What is held, asked for and not taken away is in the
/// result, except where a wildcard that a revoke reaches into covers it and no such cut names it: another domain than
/// `skill` or another action, a skill that the audience does not have, a command of a skill that declares none.
public final class ScopeFilter {
    private final EffectiveScopes effective;
    private final List<SkillOffer> audience;

    private ScopeFilter(EffectiveScopes effective, List<SkillOffer> audience) {
        this.effective = effective;
        this.audience = audience;
    }

    /// What a token for this audience may carry.
    ///
    /// @param audience the skills that the target really has; scopes of the domain `skill` are good only for these
    public static NarrowedScopes narrow(Collection<Scope> asked, EffectiveScopes effective, List<SkillOffer> audience) {
        ScopeFilter filter = new ScopeFilter(effective, audience);
        Map<Scope, Set<Scope>> left = new TreeMap<>();
        asked.forEach(scope -> left.computeIfAbsent(scope, filter::narrow));
        List<Scope> granted =
                Scope.widest(left.values().stream().flatMap(Set::stream).toList());
        List<Dropped> dropped = new ArrayList<>();
        left.forEach((scope, parts) -> {
            if (granted.stream().noneMatch(part -> part.covers(scope))) {
                dropped.add(new Dropped(scope, parts.isEmpty() ? filter.why(scope) : Reason.NARROWED));
            }
        });
        return new NarrowedScopes(granted, dropped);
    }

    private Set<Scope> narrow(Scope asked) {
        Set<Scope> left = new TreeSet<>();
        for (Scope grant : effective.granted().keySet()) {
            asked.meet(grant).ifPresent(part -> left.addAll(unrevoked(part)));
        }
        return left;
    }

    /// The parts of a held scope of which nothing is taken away and that the audience can serve.
    private List<Scope> unrevoked(Scope part) {
        if (!servable(part)) {
            return List.of();
        }
        if (effective.revoked().keySet().stream().noneMatch(part::overlaps)) {
            return List.of(part);
        }
        if (effective.revoked().keySet().stream().anyMatch(revoke -> revoke.covers(part))) {
            return List.of();
        }
        return parts(part).flatMap(smaller -> unrevoked(smaller).stream()).toList();
    }

    /// One step smaller, in the order that the class names.
    private Stream<Scope> parts(Scope scope) {
        if (scope.domain().equals(Scope.ANY)) {
            return Stream.of(scope.with(0, Scope.SKILL));
        }
        if (!scope.domain().equals(Scope.SKILL)) {
            return Stream.empty();
        }
        if (scope.action().equals(Scope.ANY)) {
            return Scope.SKILL_ACTIONS.stream().map(action -> scope.with(1, action));
        }
        if (scope.target().equals(Scope.ANY)) {
            return audience.stream().map(skill -> scope.at(skill.slug(), scope.command()));
        }
        boolean whole = scope.command().isEmpty() || scope.command().get().equals(Scope.ANY);
        return whole
                ? offer(scope.target()).stream()
                        .flatMap(skill -> skill.commands().keySet().stream())
                        .map(command -> scope.at(scope.target(), Optional.of(command)))
                : Stream.empty();
    }

    private boolean servable(Scope scope) {
        return !scope.domain().equals(Scope.SKILL) || lack(scope).isEmpty();
    }

    private Optional<Reason> lack(Scope scope) {
        if (scope.target().equals(Scope.ANY)) {
            return audience.isEmpty() ? Optional.of(Reason.TARGET_LACKS_SKILL) : Optional.empty();
        }
        Optional<SkillOffer> offer = offer(scope.target());
        if (offer.isEmpty()) {
            return Optional.of(Reason.TARGET_LACKS_SKILL);
        }
        boolean unknown = scope.command()
                .filter(command -> !command.equals(Scope.ANY))
                .filter(command -> !offer.get().commands().isEmpty()
                        && !offer.get().commands().containsKey(command))
                .isPresent();
        return unknown ? Optional.of(Reason.UNKNOWN_COMMAND) : Optional.empty();
    }

    private Optional<SkillOffer> offer(String skill) {
        return audience.stream().filter(one -> one.slug().equals(skill)).findFirst();
    }

    private Reason why(Scope scope) {
        boolean held = effective.granted().keySet().stream().anyMatch(scope::overlaps);
        if (!held) {
            return Reason.NOT_GRANTED;
        }
        if (scope.domain().equals(Scope.SKILL)) {
            Optional<Reason> lack = lack(scope);
            if (lack.isPresent()) {
                return lack.get();
            }
        }
        return effective.revoked().keySet().stream().anyMatch(scope::overlaps) ? Reason.REVOKED : Reason.NOT_GRANTED;
    }
}
