package io.centter.model.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.model.wire.Wire;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvelopeTest {
    private static final String MESSAGE = """
            {"v":1,"id":"0198c0de-0000-7000-8000-000000000001","type":"task","from":"0000000000a1","to":"0000000000b2",
            "ts":"2026-11-22T12:00:00Z","ttl_ms":604800000}""";

    @Test
    void aMessageIsFreshUntilItsTimeIsOver() throws Exception {
        Envelope envelope = Wire.tolerant().readValue(MESSAGE, Envelope.class);
        assertThat(envelope.isFresh(Instant.parse("2026-11-29T11:59:59Z"))).isTrue();
        assertThat(envelope.isFresh(Instant.parse("2026-11-29T12:00:00Z"))).isFalse();
    }

    @Test
    void theLastTimeThatMayBeSaidCanBeReckonedWith() throws Exception {
        String last = MESSAGE.replace("2026-11-22T12:00:00Z", "9000-12-31T23:59:59Z");
        assertThat(Wire.tolerant().readValue(last, Envelope.class).isFresh(Instant.EPOCH))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22T12:00:00Z | +999999999-12-31T23:59:59Z | ts lies outside",
                "2026-11-22T12:00:00Z | -999999999-01-01T00:00:00Z | ts lies outside",
                "2026-11-22T12:00:00Z | 1999-12-31T23:59:59Z | ts lies outside",
                "604800000 | 604800001 | ttl_ms",
                "604800000 | 9223372036854775807 | ttl_ms",
                "604800000 | 0 | ttl_ms",
            })
    void aTimeThatCannotBeIsNamed(String right, String wrong, String named) {
        assertThatThrownBy(() -> Wire.tolerant().readValue(MESSAGE.replace(right, wrong), Envelope.class))
                .hasMessageContaining(named);
    }
}
