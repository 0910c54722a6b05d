package io.centter.model.api;

import io.centter.model.identity.Names;
/// Signing in.

public record Login(String email, String password) {
    public Login {
        email = Emails.require(email);
        Names.requirePresent("password", password);
    }

    @Override
    public String toString() {
        return "Login[email=" + email + ", password=***]";
    }
}
