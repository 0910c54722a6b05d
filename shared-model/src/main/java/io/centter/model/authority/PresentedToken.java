package io.centter.model.authority;

import io.centter.model.identity.Names;

/// A token that is asked about.
public record PresentedToken(String token) {
    public PresentedToken {
        Names.requirePresent("token", token);
    }

    @Override
    public String toString() {
        return "PresentedToken[***]";
    }
}
