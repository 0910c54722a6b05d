package io.centter.model.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event of a network's last 7 days, as it was published.
///
/// @param seq its place in `AGENT_EVENTS`; it only rises
/// @param topic such as `hub.agent.created` or `deploy.finished`
/// @param hub whether the hub itself said it; anything else an agent did
/// @param event its JSON; absent where it is none
public record StoredEvent(
        long seq,
        Instant storedAt,
        String topic,
        boolean hub,
        @Nullable JsonNode event) {}
