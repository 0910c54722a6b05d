package io.centter.control.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Without a broker nothing is half done, and what needs none goes on.
class NoBrokerTest {
    @Test
    void whatNeedsTheBrokerIsRefusedAndSaysWhenToTryAgain() {
        try (TestPlane plane = TestPlane.start()) {
            Api owner = plane.person("owner@example.com");
            String network = owner.post("/networks", Map.of("name", "Alone")).text("id");
            String agent = owner.post("/networks/" + network + "/agents", Map.of("name", "Lone"))
                    .json()
                    .at("/agent/id")
                    .asText();
            Api.Answer sent = owner.with("Idempotency-Key", "one").post("/agents/" + agent + "/message", Map.of());
            assertThat(sent.status()).isEqualTo(503);
            assertThat(sent.code()).isEqualTo("hub-unavailable");
            assertThat(sent.header("Retry-After")).isNotEmpty();
            for (String path : new String[] {
                "/networks/" + network + "/events",
                "/networks/" + network + "/nats/streams",
                "/networks/" + network + "/inboxes",
                "/agents/" + agent + "/inbox"
            }) {
                assertThat(owner.get(path).code()).as(path).isEqualTo("hub-unavailable");
            }
            assertThat(owner.post("/agents/" + agent + "/control", Map.of("order", "pause", "reason", "x"))
                            .code())
                    .isEqualTo("hub-unavailable");
            assertThat(owner.get("/networks/" + network + "/dead-letters").status())
                    .isEqualTo(200);
        }
    }
}
