package io.centter.model.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for every text that may end in a subject, a DNS label or a JWT. They are checked before anything is
/// signed:
/// a user named `*` would own the heartbeat of every agent.
public final class Names {
    private static final int AGENT_ID_LENGTH = 12;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Set<String> RESERVED = Set.of(
            "admin", "api", "centter", "console", "control", "hub", "localhost", "mail", "mesh", "nats", "ns", "www");

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant TOO_LATE = Instant.parse("9001-01-01T00:00:00Z");

    private Names() {}

    public static String requireAgentId(String value) {
        if (!isAgentId(value)) {
            throw new InvalidValue(
                    "agent_id", "An agent id is 12 lower-case hexadecimal characters, such as f254bbfa01c7.");
        }
        return value;
    }

    /// `[0-9a-f]{12}`, without a regular expression: every message and every request names an agent.
    private static boolean isAgentId(String value) {
        if (value.length() != AGENT_ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < AGENT_ID_LENGTH; i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    public static String requireSlug(String value) {
        if (!SLUG.matcher(value).matches()) {
            throw new InvalidValue(
                    "slug", "A slug has 1 to 63 of a-z, 0-9 and '-', and begins and ends with a letter or a digit.");
        }
        if (value.startsWith("xn--") || RESERVED.contains(value)) {
            throw new InvalidValue("slug", "'" + value + "' is reserved; choose another slug.");
        }
        return value;
    }

    /// One token of a subject, such as a queue, a skill or an event topic.
    public static String requireToken(String field, String value) {
        if (!TOKEN.matcher(value).matches()) {
            throw new InvalidValue(field, field + " has 1 to 64 of A-Z, a-z, 0-9, '_' and '-'.");
        }
        return value;
    }

    /// Jackson passes null for what a sender left out, whatever the component's type says.
    public static void requirePresent(String field, @Nullable Object value) {
        if (value == null) {
            throw new InvalidValue(field, field + " is missing.");
        }
    }

    /// A time that may be absent, but is one that clocks show: with others nobody can reckon, nor can a database keep
    /// them.
    public static void optionalTime(String field, @Nullable Instant value) {
        if (value != null && (value.isBefore(EARLIEST) || !value.isBefore(TOO_LATE))) {
            throw new InvalidValue(field, field + " lies outside the years 2000 to 9000.");
        }
    }

    /// A text for people: trimmed, not blank, without control characters, at most `max` characters.
    public static String requireText(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            throw new InvalidValue(field, field + " is missing; give 1 to " + max + " characters.");
        }
        String text = value.strip();
        requireShort(field, text, max);
        return text;
    }

    /// A text that may be absent or empty, but neither long nor with control characters.
    public static @Nullable String optionalText(String field, @Nullable String value, int max) {
        if (value != null) {
            requireShort(field, value, max);
        }
        return value;
    }

    /// A list of short texts: never null, copied, at most `max` entries of at most 128 characters.
    public static List<String> requireTexts(String field, @Nullable Collection<String> values, int max) {
        if (values == null || values.isEmpty()) {
            return List.of();
        }
        if (values.size() > max) {
            throw new InvalidValue(
                    field, field + " has " + values.size() + " entries; at most " + max + " are allowed.");
        }
        for (String value : values) {
            requireText(field, value, 128);
        }
        return List.copyOf(values);
    }

    private static void requireShort(String field, String text, int max) {
        if (text.length() > max) {
            throw new InvalidValue(
                    field, field + " has " + text.length() + " characters; at most " + max + " are allowed.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValue(field, field + " contains a control character; remove it.");
        }
    }
}
