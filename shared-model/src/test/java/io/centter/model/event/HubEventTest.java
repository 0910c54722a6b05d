package io.centter.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class HubEventTest {
    private static final AgentId SOL = new AgentId("f254bbfa01c7");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void anEventIsWrittenFlatAndReadBack() throws Exception {
        HubEvent event = event(new EventData.PresenceChanged(
                SOL,
                Presence.ONLINE,
                Presence.OFFLINE,
                PresenceCause.DISCONNECTED,
                HeartbeatStatus.OK,
                NOON,
                false,
                false,
                0));
        JsonNode json = Wire.strict().valueToTree(event);
        assertThat(json.path("type").asText()).isEqualTo("presence.changed");
        assertThat(json.path("agent").asText()).isEqualTo("f254bbfa01c7");
        assertThat(json.path("from").asText()).isEqualTo("online");
        assertThat(json.path("at").asText()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(Wire.tolerant().readValue(json.toString(), HubEvent.class)).isEqualTo(event);
    }

    @Test
    void presenceHasItsOwnSubjectAndTheRestIsUnderTheHub() {
        assertThat(event(new EventData.AgentDeleted(SOL, "Sol")).subject()).isEqualTo("mesh.event.hub.agent.deleted");
        assertThat(event(new EventData.ApiKeyRotated(SOL, null)).subject())
                .isEqualTo("mesh.event.hub.agent.api-key-rotated");
        assertThat(event(new EventData.PresenceChanged(
                                SOL,
                                Presence.ONLINE,
                                Presence.OFFLINE,
                                PresenceCause.SILENCE,
                                null,
                                null,
                                false,
                                false,
                                0))
                        .subject())
                .isEqualTo("mesh.presence.f254bbfa01c7");
    }

    @Test
    void everyKindOfEventHasAName() {
        for (Class<?> kind : EventData.class.getPermittedSubclasses()) {
            assertThat(java.util.Arrays.stream(EventData.class
                                    .getAnnotation(com.fasterxml.jackson.annotation.JsonSubTypes.class)
                                    .value())
                            .anyMatch(type -> type.value() == kind))
                    .as(kind.getSimpleName())
                    .isTrue();
        }
    }

    @Test
    void anEventWithoutASenderOrOfAnUnknownTypeIsRefused() {
        String good = Wire.strict()
                .valueToTree(event(new EventData.AgentCreated(SOL, "Sol", new Slug("sol"), Role.ASSISTANT)))
                .toString();
        assertThatThrownBy(() ->
                        Wire.tolerant().readValue(good.replace("agent.created", "agent.exploded"), HubEvent.class))
                .hasMessageContaining("agent.exploded");
        assertThatThrownBy(() -> Wire.tolerant().readValue("{}", HubEvent.class))
                .isInstanceOf(java.io.IOException.class);
    }

    private static HubEvent event(EventData data) {
        return new HubEvent(new UUID(1, 2), 7, new NetworkId(new UUID(3, 4)), NOON, data);
    }
}
