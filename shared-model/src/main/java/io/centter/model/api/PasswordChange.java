package io.centter.model.api;

import io.centter.model.identity.Names;
/// Changes the password of the signed-in person, and ends all other sessions.

public record PasswordChange(String currentPassword, String newPassword) {
    public PasswordChange {
        Names.requirePresent("current_password", currentPassword);
        Names.requirePresent("new_password", newPassword);
    }

    @Override
    public String toString() {
        return "PasswordChange[***]";
    }
}
