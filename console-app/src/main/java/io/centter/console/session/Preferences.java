package io.centter.console.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/// How a person likes the console.
///
/// @param theme `dark`, `light` or `system`
/// @param language a language tag such as `en`; null for the system's
/// @param dense whether rows are low
/// @param exactTimes whether tables tell the time of day and not how long ago
/// @param notifications whether the console says by itself what needs a person
@JsonIgnoreProperties(ignoreUnknown = true)
public record Preferences(
        String theme, @Nullable String language, boolean dense, boolean exactTimes, boolean notifications) {
    public static final Preferences FIRST = new Preferences("dark", null, false, false, true);

    public Preferences {
        theme = theme == null ? "dark" : theme;
    }

    public Preferences withTheme(String newTheme) {
        return new Preferences(newTheme, language, dense, exactTimes, notifications);
    }

    public Preferences withLanguage(@Nullable String tag) {
        return new Preferences(theme, tag, dense, exactTimes, notifications);
    }

    public Preferences withDense(boolean low) {
        return new Preferences(theme, language, low, exactTimes, notifications);
    }

    public Preferences withExactTimes(boolean exact) {
        return new Preferences(theme, language, dense, exact, notifications);
    }

    public Preferences withNotifications(boolean wanted) {
        return new Preferences(theme, language, dense, exactTimes, wanted);
    }
}
