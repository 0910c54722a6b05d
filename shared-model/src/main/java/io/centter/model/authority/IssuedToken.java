package io.centter.model.authority;

import io.centter.model.permission.Scope;
import java.util.List;

/// A token, and what of the asked scopes it carries.
///
/// @param tokenType always `Bearer`
/// @param expiresIn seconds
public record IssuedToken(
        String token, String tokenType, long expiresIn, List<Scope> scopesGranted, List<DroppedScope> scopesDropped) {
    public IssuedToken {
        scopesGranted = List.copyOf(scopesGranted);
        scopesDropped = List.copyOf(scopesDropped);
    }

    @Override
    public String toString() {
        return "IssuedToken[***, expiresIn=" + expiresIn + ", scopesGranted=" + scopesGranted + "]";
    }
}
