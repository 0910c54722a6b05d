package io.centter.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventDecoderTest {
    private static final AgentId AGENT = new AgentId("f254bbfa01c7");
    private static final NetworkId NETWORK = new NetworkId(new UUID(1, 2));

    private final List<FleetChange> changes = new ArrayList<>();

    private record Told(
            String topic, @Nullable JsonNode json, @Nullable HubEvent hub) {}

    private final List<Told> tail = new ArrayList<>();
    private final EventDecoder decoder = new EventDecoder(listener(), () -> {});

    @Test
    void whatAnAgentHadTheBrokerAnswerHereCountsAsNoEvent() throws Exception {
        decoder.decode("mesh.event.hub.agent.deleted", deleted(1));
        decoder.decode(
                "mesh.presence." + AGENT, "{\"stream\":\"AGENT_EVENTS\",\"seq\":2}".getBytes(StandardCharsets.UTF_8));
        decoder.decode("mesh.event.hub.agent.deleted", deleted(2));
        assertThat(changes).hasSize(2);
    }

    @Test
    void allThatIsSaidIsToldOnceWhatAgentsSayAmongIt() throws Exception {
        decoder.decode("mesh.event.hub.agent.deleted", deleted(1));
        decoder.decode("mesh.event.hub.agent.deleted", deleted(1));
        decoder.decode("mesh.event.deploy.finished", "{\"ok\":true}".getBytes(StandardCharsets.UTF_8));
        decoder.decode("mesh.event.deploy.finished", "no json".getBytes(StandardCharsets.UTF_8));
        decoder.decode("_INBOX.x", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(tail)
                .extracting(Told::topic)
                .containsExactly("hub.agent.deleted", "deploy.finished", "deploy.finished");
        assertThat(tail.get(0).hub()).isNotNull();
        assertThat(tail.get(1).json()).isNotNull();
        assertThat(tail.get(2).json()).isNull();
    }

    private FeedListener listener() {
        return new FeedListener() {
            @Override
            public void changed(FleetChange change) {
                changes.add(change);
            }

            @Override
            public void heard(HubEvent event) {}

            @Override
            public void told(String topic, @Nullable JsonNode json, @Nullable HubEvent hub) {
                tail.add(new Told(topic, json, hub));
            }

            @Override
            public void missed() {}

            @Override
            public void link(Link nats) {}

            @Override
            public void current(Instant at) {}

            @Override
            public void failed(RuntimeException why) {}
        };
    }

    private static byte[] deleted(long seq) throws Exception {
        HubEvent event =
                new HubEvent(new UUID(3, seq), seq, NETWORK, Instant.EPOCH, new EventData.AgentDeleted(AGENT, "linda"));
        return Wire.strict().writeValueAsBytes(event);
    }
}
