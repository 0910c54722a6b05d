package io.centter.console.screens.messages;

import io.centter.console.text.Texts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a message that is sent is worth something.
enum Worth {
    MINUTES(Duration.ofMinutes(5)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    /// As long as the stream keeps it.
    EVER(null);

    private final @Nullable Duration span;

    Worth(@Nullable Duration span) {
        this.span = span;
    }

    /// For the envelope; null where nothing is said.
    @Nullable
    Long millis() {
        return span == null ? null : span.toMillis();
    }

    String words() {
        return Texts.word("send.worth", this);
    }
}
