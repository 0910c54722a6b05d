package io.centter.model.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an agent tells everybody, on `mesh.event.<topic>`. Who may publish a topic is proven by the broker; `from` is
/// what the publisher says of itself.
///
/// @param id also the `Nats-Msg-Id`
public record AgentEvent(
        int v, UUID id, AgentId from, Instant ts, @Nullable JsonNode data) {
    public static final int VERSION = 1;

    public AgentEvent {
        if (v != VERSION) {
            throw new InvalidValue("v", "v is " + v + "; events of version " + VERSION + " are read.");
        }
        Names.requirePresent("id", id);
        Names.requirePresent("from", from);
        Names.requirePresent("ts", ts);
    }
}
