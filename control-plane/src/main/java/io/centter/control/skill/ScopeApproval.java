package io.centter.control.skill;

import io.centter.control.refusal.Refused;
import io.centter.model.permission.Scope;
import java.util.List;
import java.util.stream.Collectors;

/// What a person must have approved before a skill gets its scopes.
final class ScopeApproval {
    private ScopeApproval() {}

    /// Refuses where a version wants a scope that the agent does not have by this skill and nobody approved.
    ///
    /// @param granted what the skill may do now
    /// @param approved what the person said yes to
    static void require(List<Scope> wanted, List<Scope> granted, List<Scope> approved) {
        List<Scope> open = wanted.stream()
                .filter(scope -> !covered(scope, granted) && !covered(scope, approved))
                .toList();
        if (!open.isEmpty()) {
            String list = open.stream().map(Scope::toString).collect(Collectors.joining(", "));
            throw new Refused.Conflict(
                    "scope-approval-required",
                    "This version wants scopes that were not approved: " + list
                            + ". Nothing was changed; send them in approve_scopes to grant them.");
        }
    }

    private static boolean covered(Scope scope, List<Scope> by) {
        return by.stream().anyMatch(one -> one.covers(scope));
    }
}
