package io.centter.console.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as people read them: relative in a table, exact on hover.
public final class Times {
    private static volatile boolean exactly;

    private Times() {}

    /// Whether tables tell the time of day from now on, and not how long ago it was.
    public static void tellExactly(boolean exact) {
        exactly = exact;
    }

    /// As a person likes it in tables.
    public static String told(Instant then, Instant now) {
        return exactly ? moment(then, now, ZoneId.systemDefault()) : ago(then, now);
    }

    /// The same in a sentence: `3 min ago`, `in 2 h`.
    public static String spoken(Instant then, Instant now) {
        if (exactly) {
            return moment(then, now, ZoneId.systemDefault());
        }
        return then.isAfter(now) ? Texts.of("time.ahead", ago(now, then)) : Texts.of("time.ago", ago(then, now));
    }

    /// `12 s`, `3 min`, `2 h`, `5 d`; what lies ahead counts as now.
    public static String ago(Instant then, Instant now) {
        return span(Duration.between(then, now));
    }

    public static String span(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return Texts.of("time.seconds", seconds);
        }
        if (seconds < 3600) {
            return Texts.of("time.minutes", seconds / 60);
        }
        if (seconds < 48 * 3600) {
            return Texts.of("time.hours", seconds / 3600);
        }
        return Texts.of("time.days", seconds / 86_400);
    }

    /// With date, time and zone.
    public static String exact(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm:ss zzz", Locale.getDefault())
                .withZone(zone)
                .format(instant);
    }

    public static String clock(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.getDefault())
                .withZone(zone)
                .format(instant);
    }

    /// The time of a day within the last day, else with the day.
    public static String moment(Instant instant, Instant now, ZoneId zone) {
        boolean recent = Duration.between(instant, now).compareTo(Duration.ofHours(20)) < 0;
        return DateTimeFormatter.ofPattern(recent ? "HH:mm:ss" : "d MMM HH:mm", Locale.getDefault())
                .withZone(zone)
                .format(instant);
    }

    /// A round trip: `0.4 ms`, `12 ms`.
    public static String latency(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis < 10
                ? String.format(Locale.getDefault(), "%.1f ms", millis)
                : String.format(Locale.getDefault(), "%.0f ms", millis);
    }
}
