package io.centter.control.nats;

import io.centter.model.identity.InvalidValue;
import java.util.regex.Pattern;

/// The last check before anything is signed. Templates paste a user's name into subjects: a user named `*` would own
/// the heartbeat of every agent, and one named `{{name()}}` or `a.b` would be just as wrong.
final class ClaimNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ACCOUNT_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ROLE = Pattern.compile("[a-z]{1,32}(\\+[a-z]{1,32}){0,7}");
    private static final Pattern KEY = Pattern.compile("[OAU][A-Z2-7]{55}");

    private ClaimNames() {}

    static String requireUserName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidValue("name", "A broker user is named by 1 to 64 of A-Z, a-z, 0-9, '_' and '-'.");
        }
        return name;
    }

    static String requireAccountName(String name) {
        if (!ACCOUNT_NAME.matcher(name).matches()) {
            throw new InvalidValue("name", "A broker account is named by 1 to 64 of A-Z, a-z, 0-9, '_' and '-'.");
        }
        return name;
    }

    static String requireRole(String role) {
        if (!ROLE.matcher(role).matches()) {
            throw new InvalidValue(
                    "role", "A role is named by 1 to 32 of a-z, several by their names and '+' between them.");
        }
        return role;
    }

    /// @param type `O`, `A` or `U`
    static String requireKey(char type, String key) {
        if (!KEY.matcher(key).matches() || key.charAt(0) != type) {
            throw new InvalidValue("key", "'" + type + "…' public keys have 56 characters of A-Z and 2-7.");
        }
        return key;
    }
}
