package io.centter.console.screens.events;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Moments as people write them: `14:00`, `yesterday 14:00`, `2026-11-21 14:00`, `2 h`, `15 min`.
final class Moments {
    private static final Pattern AGO = Pattern.compile("-?\\s*(\\d{1,4})\\s*(min|m|h|d)(\\s+ago)?");
    private static final Pattern TIME = Pattern.compile("(?:(.+)\\s+)?(\\d{1,2}:\\d{2}(?::\\d{2})?)");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT);
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Moments() {}

    /// Empty where it is not understood. A time alone is the last one that was.
    static Optional<Instant> parse(String text, Instant now, ZoneId zone) {
        String typed = text.strip().toLowerCase(Locale.ROOT);
        if (typed.equals("now")) {
            return Optional.of(now);
        }
        Matcher ago = AGO.matcher(typed);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            return Optional.of(now.minus(
                    switch (ago.group(2)) {
                        case "h" -> Duration.ofHours(count);
                        case "d" -> Duration.ofDays(count);
                        default -> Duration.ofMinutes(count);
                    }));
        }
        Matcher time = TIME.matcher(typed);
        try {
            return time.matches() ? at(time, now.atZone(zone)) : Optional.of(Instant.parse(text.strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// So that [#parse] understands it again.
    static String text(Instant moment, ZoneId zone) {
        return WRITTEN.withZone(zone).format(moment);
    }

    private static Optional<Instant> at(Matcher time, ZonedDateTime now) {
        LocalTime clock = LocalTime.parse(time.group(2), CLOCK);
        String day = time.group(1);
        if (day == null) {
            ZonedDateTime today = now.with(clock);
            return Optional.of((today.isAfter(now) ? today.minusDays(1) : today).toInstant());
        }
        LocalDate date = switch (day.strip()) {
            case "today" -> now.toLocalDate();
            case "yesterday" -> now.toLocalDate().minusDays(1);
            default -> LocalDate.parse(day.strip());
        };
        return Optional.of(date.atTime(clock).atZone(now.getZone()).toInstant());
    }
}
