package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as a stream's acknowledgement.
class AcknowledgementTest {
    @Test
    void namesThePlaceInTheStream() {
        assertThat(stored("{\"stream\":\"AGENT_MESSAGES\",\"seq\":7,\"duplicate\":true}"))
                .isEqualTo(new Mesh.Stored(7, true));
    }

    @Test
    void refusalIsNone() {
        assertThatThrownBy(() ->
                        stored("{\"error\":{\"code\":503,\"err_code\":10077,\"description\":\"full\"},\"seq\":0}"))
                .isInstanceOf(StreamRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "7", "{\"stream\":\"AGENT_MESSAGES\"}", "{\"seq\":\"7\"}", "{\"seq\":null}"})
    void answerWithoutAPlaceIsNone(String text) {
        assertThatThrownBy(() -> stored(text)).isInstanceOf(BrokerAway.class);
    }

    private static Mesh.Stored stored(String text) {
        return MeshPublisher.stored(text.getBytes(StandardCharsets.UTF_8));
    }
}
