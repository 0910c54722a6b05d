package io.centter.model.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PresenceThresholdsTest {
    @ParameterizedTest
    @CsvSource({"-5,ONLINE", "0,ONLINE", "599,ONLINE", "600,DEGRADED", "1799,DEGRADED", "1800,OFFLINE", "999999,OFFLINE"
    })
    void silenceDecides(long seconds, Presence expected) {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        assertThat(PresenceThresholds.STANDARD.at(now.minusSeconds(seconds), now))
                .isEqualTo(expected);
    }

    @Test
    void thresholdsInTheWrongOrderAreRefused() {
        assertThatThrownBy(() -> new PresenceThresholds(Duration.ofMinutes(10), Duration.ofMinutes(10)))
                .hasMessageContaining("offline later than degraded");
        assertThatThrownBy(() -> new PresenceThresholds(Duration.ZERO, Duration.ofMinutes(10)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
