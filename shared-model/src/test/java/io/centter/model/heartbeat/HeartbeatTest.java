package io.centter.model.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.model.wire.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeartbeatTest {
    private static final String SMALLEST = """
            {"v":1,"agent_id":"f254bbfa01c7","seq":0,"ts":"2026-11-22T12:00:00Z","status":"ok"}""";

    @Test
    void theSmallestHeartbeatLeavesListsEmptyAndTheRestUnknown() throws Exception {
        Heartbeat beat = Wire.strict().readValue(SMALLEST, Heartbeat.class);
        assertThat(beat.transports()).isEmpty();
        assertThat(beat.location()).isNull();
        assertThat(Wire.strict().readValue(Wire.strict().writeValueAsBytes(beat), Heartbeat.class))
                .isEqualTo(beat);
    }

    @Test
    void aPeerOfALaterVersionMayKnowMoreFields() throws Exception {
        String more = SMALLEST.replace("\"ok\"", "\"ok\",\"mood\":\"fine\"");
        assertThat(Wire.tolerant().readValue(more, Heartbeat.class).status()).isEqualTo(HeartbeatStatus.OK);
        assertThatThrownBy(() -> Wire.strict().readValue(more, Heartbeat.class)).hasMessageContaining("mood");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"v\":1 | \"v\":2 | version",
                "\"f254bbfa01c7\" | \"*\" | agent id",
                "\"f254bbfa01c7\" | 7 | agent",
                "\"seq\":0 | \"seq\":-1 | seq",
                "\"seq\":0 | \"seq\":\"1\" | seq",
                "\"seq\":0 | \"seq\":1.5 | seq",
                "\"2026-11-22T12:00:00Z\" | \"yesterday\" | ts",
                "\"2026-11-22T12:00:00Z\" | \"+999999999-12-31T23:59:59Z\" | ts lies outside",
                "\"2026-11-22T12:00:00Z\" | \"1999-12-31T23:59:59Z\" | ts lies outside",
                "\"2026-11-22T12:00:00Z\" | \"9001-01-01T00:00:00Z\" | ts lies outside",
                "\"ok\" | \"fine\" | status",
                "\"ok\" | 0 | status",
                "\"ok\" | null | status",
                "\"ok\" | \"ok\",\"transports\":[null] | transports",
                "\"ok\" | \"ok\",\"capabilities\":\"deploy\" | capabilities",
                "\"ok\" | \"ok\",\"work\":{\"in_flight\":-1} | work",
                "\"ok\" | \"ok\",\"work\":{\"in_flight\":1,\"last_progress_at\":\"+999999999-12-31T23:59:59Z\"}"
                        + " | work.last_progress_at",
                "\"ok\" | \"ok\",\"denials\":[{\"subject\":\"a\",\"operation\":\"publish\",\"count\":1,"
                        + "\"last_at\":\"-999999999-01-01T00:00:00Z\"}] | denials.last_at",
                "\"ok\" | \"ok\",\"status\":\"busy\" | Duplicate",
            })
    void aWrongFieldIsNamed(String right, String wrong, String named) {
        assertThatThrownBy(() -> Wire.tolerant().readValue(SMALLEST.replace(right, wrong), Heartbeat.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining(named);
    }

    @Test
    void aListThatIsTooLongIsRefused() {
        String many = "\"x\",".repeat(256) + "\"x\"";
        assertThatThrownBy(() -> Wire.tolerant()
                        .readValue(SMALLEST.replace("\"ok\"", "\"ok\",\"tools\":[" + many + "]"), Heartbeat.class))
                .hasMessageContaining("tools has 257 entries");
    }
}
