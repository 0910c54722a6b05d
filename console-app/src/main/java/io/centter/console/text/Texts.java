package io.centter.console.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The words on the screen, from the bundle of the person's language.
public final class Texts {
    /// A bundle without a translation of its own is in the language of the first.
    private static final List<String> LANGUAGES = List.of("en");

    private static final Locale SYSTEM = Locale.getDefault();
    private static volatile ResourceBundle bundle = ResourceBundle.getBundle("io.centter.console.text.console");

    private Texts() {}

    /// Tags of the languages there are words in.
    public static List<String> languages() {
        return LANGUAGES;
    }

    /// From now on, for whatever is built from now on; numbers and dates follow.
    ///
    /// @param tag null for the system's language
    public static void speak(@Nullable String tag) {
        Locale.setDefault(tag == null ? SYSTEM : Locale.forLanguageTag(tag));
        bundle = ResourceBundle.getBundle("io.centter.console.text.console");
    }

    public static String of(String key) {
        return bundle.getString(key);
    }

    /// With `{0}`, `{1}` filled in, numbers in the way of the language.
    public static String of(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), Locale.getDefault()).format(values);
    }

    /// The word for a value of a closed set: `presence.online`.
    public static String word(String set, Enum<?> value) {
        return bundle.getString(set + "." + value.name().toLowerCase(Locale.ROOT));
    }
}
