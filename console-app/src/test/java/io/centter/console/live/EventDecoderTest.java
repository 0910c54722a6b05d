package io.centter.console.live;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class EventDecoderTest {
    private static final AgentId AGENT = new AgentId("f254bbfa01c7");
    private static final NetworkId NETWORK = new NetworkId(new UUID(1, 2));

    private final List<FleetChange> changes = new ArrayList<>();
    private final EventDecoder decoder = new EventDecoder(changes::add, _ -> {}, () -> {});

    @Test
    void whatAnAgentHadTheBrokerAnswerHereCountsAsNoEvent() throws Exception {
        decoder.decode("mesh.event.hub.agent.deleted", deleted(1));
        decoder.decode(
                "mesh.presence." + AGENT, "{\"stream\":\"AGENT_EVENTS\",\"seq\":2}".getBytes(StandardCharsets.UTF_8));
        decoder.decode("mesh.event.hub.agent.deleted", deleted(2));
        assertThat(changes).hasSize(2);
    }

    private static byte[] deleted(long seq) throws Exception {
        HubEvent event =
                new HubEvent(new UUID(3, seq), seq, NETWORK, Instant.EPOCH, new EventData.AgentDeleted(AGENT, "linda"));
        return Wire.strict().writeValueAsBytes(event);
    }
}
