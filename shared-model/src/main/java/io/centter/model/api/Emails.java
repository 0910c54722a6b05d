package io.centter.model.api;

import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import java.util.Locale;
import java.util.regex.Pattern;

/// E-mail addresses as sign-in names: lower case, one form.
final class Emails {
    private static final Pattern PLAUSIBLE = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,190}");

    private Emails() {}

    static String require(String value) {
        String email = Names.requireText("email", value, 254).toLowerCase(Locale.ROOT);
        if (!PLAUSIBLE.matcher(email).matches()) {
            throw new InvalidValue("email", "email is an address such as linda@example.com.");
        }
        return email;
    }
}
