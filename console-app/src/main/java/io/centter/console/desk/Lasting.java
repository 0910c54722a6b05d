package io.centter.console.desk;

import io.centter.console.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How long something is to hold.
public enum Lasting {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30)),
    EVER(null);

    private final @Nullable Duration span;

    Lasting(@Nullable Duration span) {
        this.span = span;
    }

    /// When it ends; null for never.
    public @Nullable Instant from(Instant now) {
        return span == null ? null : now.plus(span).truncatedTo(ChronoUnit.SECONDS);
    }

    public String words() {
        return Texts.word("lasting", this);
    }
}
