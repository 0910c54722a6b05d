package io.centter.control.authority;

import io.centter.model.authority.DroppedScope;
import io.centter.model.permission.EffectiveScopes;
import io.centter.model.permission.NarrowedScopes;
import io.centter.model.permission.NarrowedScopes.Reason;
import io.centter.model.permission.Scope;
import io.centter.model.permission.ScopeFilter;
import io.centter.model.permission.SkillOffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What of asked scopes a token may carry: what is left after everyone who has a say in it had it. It can only become
/// less.
///
/// @param granted sorted, without those that another one covers
/// @param dropped every asked scope that is not granted as a whole
record Narrowing(List<Scope> granted, List<DroppedScope> dropped) {
    /// What everyone has to say.
    ///
    /// @param holder what the one who asks holds
    /// @param others what those hold for whom it asks
    /// @param passedOn what the token carries with which it asks for others; null where it asks for itself
    /// @param audience the skills of the target
    record Say(
            EffectiveScopes holder,
            List<EffectiveScopes> others,
            @Nullable List<Scope> passedOn,
            List<SkillOffer> audience) {}

    static Narrowing of(Collection<Scope> asked, Say say) {
        Set<Scope> granted = new TreeSet<>();
        List<DroppedScope> dropped = new ArrayList<>();
        for (Scope scope : new TreeSet<>(asked)) {
            Left left = left(scope, say);
            granted.addAll(left.scopes());
            if (left.scopes().stream().noneMatch(part -> part.covers(scope))) {
                dropped.add(new DroppedScope(scope, left.reason(), sentence(scope, left)));
            }
        }
        return new Narrowing(Scope.widest(granted), dropped);
    }

    private record Left(Collection<Scope> scopes, Reason reason) {}

    private static Left left(Scope asked, Say say) {
        Collection<Scope> left = List.of(asked);
        if (say.passedOn() != null) {
            left = say.passedOn().stream()
                    .map(asked::meet)
                    .flatMap(Optional::stream)
                    .toList();
            if (left.isEmpty()) {
                return new Left(left, Reason.NOT_DELEGATED);
            }
        }
        NarrowedScopes own = ScopeFilter.narrow(left, say.holder(), say.audience());
        if (own.granted().isEmpty()) {
            return new Left(List.of(), own.dropped().getFirst().reason());
        }
        left = own.granted();
        for (EffectiveScopes other : say.others()) {
            left = ScopeFilter.narrow(left, other, say.audience()).granted();
            if (left.isEmpty()) {
                return new Left(left, Reason.NOT_DELEGATED);
            }
        }
        return new Left(left, Reason.NARROWED);
    }

    private static String sentence(Scope scope, Left left) {
        return switch (left.reason()) {
            case NOT_GRANTED -> "Nothing grants the agent any of " + scope + ".";
            case REVOKED -> scope + " was taken away from the agent by hand.";
            case TARGET_LACKS_SKILL ->
                "The audience does not have the skill " + scope.target() + ", so " + scope
                        + " is good for nothing there.";
            case UNKNOWN_COMMAND ->
                "The skill " + scope.target() + " of the audience has no command "
                        + scope.command().orElse("") + ".";
            case NOT_DELEGATED ->
                "The token that is passed on does not carry " + scope + ", or the one it came from has lost it.";
            case NARROWED ->
                "Only a part of " + scope + " is granted: "
                        + String.join(
                                ", ",
                                left.scopes().stream().map(Scope::toString).toList()) + ".";
        };
    }
}
