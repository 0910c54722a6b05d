package io.centter.model.skill;

import io.centter.model.identity.InvalidValue;
import org.jspecify.annotations.Nullable;

/// Longer texts for people, which may have lines.
final class Prose {
    private Prose() {}

    /// Trimmed; empty where it was left out; refused where it is long or has control characters other than line ends
    /// and tabs.
    static String of(String field, @Nullable String value, int max) {
        String text = value == null ? "" : value.strip();
        if (text.length() > max) {
            throw new InvalidValue(
                    field, field + " has " + text.length() + " characters; at most " + max + " are allowed.");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new InvalidValue(field, field + " contains a control character; remove it.");
        }
        return text;
    }
}
