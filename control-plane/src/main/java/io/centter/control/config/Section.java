package io.centter.control.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One section of the settings. Reading a key declares it; a value that cannot be read is noted as a mistake and
/// replaced by the default, so that one start names all mistakes.
final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Settings settings;
    private final String name;

    Section(Settings settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    @Nullable
    String optional(String key) {
        String path = name + "." + key;
        settings.know(path);
        String value = settings.value(path);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String key, String standard) {
        String value = optional(key);
        return value == null ? standard : value;
    }

    List<String> list(String key) {
        String value = optional(key);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    boolean flag(String key, boolean standard) {
        return switch (text(key, String.valueOf(standard))) {
            case "true" -> true;
            case "false" -> false;
            default -> refuse(key, "is true or false.", standard);
        };
    }

    int number(String key, int standard, int min, int max) {
        String value = text(key, String.valueOf(standard));
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, with the range.
        }
        return refuse(key, "is a whole number from " + min + " to " + max + ".", standard);
    }

    /// A port; 0 takes a free one.
    int port(String key, int standard) {
        return number(key, standard, 0, 65_535);
    }

    Duration duration(String key, Duration standard) {
        String value = optional(key);
        if (value == null) {
            return standard;
        }
        Matcher matcher = DURATION.matcher(value);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException _) {
            return refuse(key, "is a time such as 500ms, 3s, 10m, 24h or 7d.", standard);
        }
    }

    Path path(String key, Path standard) {
        return Path.of(text(key, standard.toString()));
    }

    /// A secret, given directly or as the path of a file that holds it (`<key>_file`).
    @Nullable
    Secret secret(String key) {
        String direct = optional(key);
        String file = optional(key + "_file");
        if (direct != null && file != null) {
            refuse(key, "is given twice, directly and as a file; give one.", "");
        }
        if (file == null) {
            return direct == null ? null : new Secret(direct);
        }
        try {
            return new Secret(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            refuse(key + "_file", "cannot be read (" + e + ").", "");
            return null;
        }
    }

    /// A secret without which the server does not start.
    Secret requiredSecret(String key, int minLength, String advice) {
        Secret secret = secret(key);
        if (secret == null) {
            refuse(key, "is missing. " + advice, "");
            return new Secret("");
        }
        if (secret.reveal().length() < minLength) {
            refuse(key, "is too short. " + advice, "");
        }
        return secret;
    }

    <T> T refuse(String key, String sentence, T standard) {
        settings.mistake(name + "." + key, sentence);
        return standard;
    }
}
