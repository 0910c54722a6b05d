package io.centter.console.screens.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-22T15:30:00Z",
        "2 h, 2026-11-22T13:30:00Z",
        "-15 min, 2026-11-22T15:15:00Z",
        "3d ago, 2026-11-19T15:30:00Z",
        "9:00, 2026-11-22T14:00:00Z",
        // Ten o'clock that has not been today was yesterday.
        "22:00, 2026-11-22T03:00:00Z",
        "yesterday 14:00, 2026-11-21T19:00:00Z",
        "Today 08:15:30, 2026-11-22T13:15:30Z",
        "2026-11-20 14:00, 2026-11-20T19:00:00Z",
        "2026-11-20T14:00:00Z, 2026-11-20T14:00:00Z"
    })
    void momentsAreUnderstoodAsPeopleWriteThem(String text, Instant moment) {
        assertThat(Moments.parse(text, NOW, BOGOTA)).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "25:00", "yesterday", "2026-13-01 10:00", "2 weeks"})
    void whatIsNoMomentIsNotGuessed(String text) {
        assertThat(Moments.parse(text, NOW, BOGOTA)).isEmpty();
    }

    @Test
    void whatIsWrittenIsUnderstoodAgain() {
        assertThat(Moments.parse(Moments.text(NOW, BOGOTA), NOW.plusSeconds(5), BOGOTA))
                .contains(NOW);
    }
}
