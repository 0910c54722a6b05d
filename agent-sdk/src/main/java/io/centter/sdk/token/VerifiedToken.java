package io.centter.sdk.token;

import io.centter.model.authority.ActingAgent;
import io.centter.model.authority.TokenClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Scope;
import java.util.Optional;

/// A token that was verified, and is meant for this agent.
public record VerifiedToken(TokenClaims claims) {
    /// Whose rights it carries.
    public AgentId subject() {
        return claims.subject();
    }

    /// Who calls: the one who acts for the subject, or the subject itself.
    public AgentId caller() {
        return claims.holder();
    }

    /// Those who act for the subject.
    public Optional<ActingAgent> chain() {
        return Optional.ofNullable(claims.actor());
    }

    public boolean allows(Scope needed) {
        return claims.scopes().stream().anyMatch(scope -> scope.covers(needed));
    }

    /// Refuses where the token does not carry all of the scope.
    public VerifiedToken require(Scope needed) {
        if (!allows(needed)) {
            throw new TokenRefused(
                    TokenRefused.Reason.SCOPE_MISSING, "The token of " + caller() + " does not carry " + needed + ".");
        }
        return this;
    }
}
