package io.centter.console.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words on the screen, from the bundle of the person's language.
public final class Texts {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("io.centter.console.text.console");

    private Texts() {}

    public static String of(String key) {
        return BUNDLE.getString(key);
    }

    /// With `{0}`, `{1}` filled in, numbers in the way of the language.
    public static String of(String key, Object... values) {
        return new MessageFormat(BUNDLE.getString(key), Locale.getDefault()).format(values);
    }

    /// The word for a value of a closed set: `presence.online`.
    public static String word(String set, Enum<?> value) {
        return BUNDLE.getString(set + "." + value.name().toLowerCase(Locale.ROOT));
    }
}
