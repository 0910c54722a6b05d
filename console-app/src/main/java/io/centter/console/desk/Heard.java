package io.centter.console.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.event.HubEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message on the subjects of events and presence, as it was heard.
///
/// @param number of all that this console heard; it only rises
/// @param topic such as `hub.agent.created`, `deploy.finished` or `presence`
/// @param at when it was heard, by this machine's clock
/// @param json null where it is none
/// @param hub what the hub said; null where an agent said it
public record Heard(
        long number,
        String topic,
        Instant at,
        @Nullable JsonNode json,
        @Nullable HubEvent hub) {}
