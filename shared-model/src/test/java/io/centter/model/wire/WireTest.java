package io.centter.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.Login;
import io.centter.model.api.Register;
import io.centter.model.api.RotateApiKey;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.message.Subjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireTest {
    @Test
    void absentIsWrittenAsAbsent() {
        assertThat(Wire.strict().valueToTree(DiscoverQuery.ALL).toString()).isEqualTo("{}");
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(new Register("Linda@Example.com", "correct horse battery", "Linda").toString())
                .contains("linda@example.com")
                .doesNotContain("horse");
        assertThat(new Login("linda@example.com", "correct horse battery").toString())
                .doesNotContain("horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{} {}", "[NaN]", "{'a':1}", "{\"a\":1,}"})
    void sloppyJsonIsRefused(String json) {
        assertThatThrownBy(() -> Wire.tolerant().readValue(json, JsonNode.class))
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void aTowerOfBracketsIsRefused() {
        assertThatThrownBy(() -> Wire.tolerant().readValue("[".repeat(1000) + "]".repeat(1000), JsonNode.class))
                .hasMessageContaining("nesting depth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", ">", "deploy.>", "deploy..done", ".deploy", "deploy done", "a.b.c.d.e.f.g.h.i"})
    void aTopicIsPlainTokens(String topic) {
        assertThatThrownBy(() -> Subjects.event(topic)).hasMessageContaining("topic");
    }

    @Test
    void aNumberIsNoText() {
        for (String name : new String[] {"5", "1.5", "true"}) {
            assertThatThrownBy(() -> Wire.strict().readValue("{\"name\":" + name + "}", CreateNetwork.class))
                    .isInstanceOf(MismatchedInputException.class);
        }
        assertThatThrownBy(() -> Wire.strict().readValue("{\"overlap_seconds\":1.5}", RotateApiKey.class))
                .isInstanceOf(MismatchedInputException.class);
    }
}
