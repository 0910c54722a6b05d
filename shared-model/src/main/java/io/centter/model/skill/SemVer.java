package io.centter.model.skill;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.centter.model.identity.InvalidValue;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A version as semver.org 2.0.0 writes it, such as `1.4.0` or `2.0.0-rc.1`, of at most 64 characters. Two that differ
/// only after a `+` are not equal, but neither is before the other.
public record SemVer(@JsonValue String value) {
    /// By precedence, lowest first.
    public static final Comparator<SemVer> PRECEDENCE = Comparator.comparing(SemVer::precedence);

    private static final int MAX = 64;
    private static final String NUMBER = "(0|[1-9][0-9]*)";
    private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
    private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + IDENTIFIER
            + "(?:\\." + IDENTIFIER + ")*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SemVer {
        if (value == null || value.length() > MAX || !FORM.matcher(value).matches()) {
            throw new InvalidValue(
                    "version",
                    "version is a semantic version of at most " + MAX + " characters, such as 1.4.0 or 2.0.0-rc.1.");
        }
    }

    /// Whether it is one before a release, such as `2.0.0-rc.1`.
    public boolean preRelease() {
        return preReleasePart() != null;
    }

    /// Its numbers without the rest, such as `2.0.0` of `2.0.0-rc.1`.
    public String core() {
        Matcher parts = parts();
        return parts.group(1) + "." + parts.group(2) + "." + parts.group(3);
    }

    public boolean isHigherThan(SemVer other) {
        return PRECEDENCE.compare(this, other) > 0;
    }

    /// A text whose order, character by character, is the order of versions: so that a database can sort them too.
    public String precedence() {
        Matcher parts = parts();
        StringBuilder key = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            number(key, parts.group(i));
        }
        String before = preReleasePart();
        if (before == null) {
            // Above '-', so a release comes after everything before it.
            return key.append('~').toString();
        }
        key.append('-');
        for (String identifier : before.split("\\.", -1)) {
            if (identifier.chars().allMatch(c -> c >= '0' && c <= '9')) {
                number(key.append('0'), identifier);
            } else {
                key.append('1').append(identifier);
            }
            // Below every character of an identifier, so `alpha` comes before `alpha1`.
            key.append('!');
        }
        return key.toString();
    }

    @Override
    public String toString() {
        return value;
    }

    private static void number(StringBuilder key, String digits) {
        key.append((char) ('0' + digits.length() / 10))
                .append((char) ('0' + digits.length() % 10))
                .append(digits);
    }

    private @Nullable String preReleasePart() {
        return parts().group(4);
    }

    private Matcher parts() {
        Matcher parts = FORM.matcher(value);
        if (!parts.matches()) {
            throw new IllegalStateException(value);
        }
        return parts;
    }
}
