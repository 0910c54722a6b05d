package io.centter.model.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.centter.model.identity.NetworkId;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

final class HubEventReader extends StdDeserializer<HubEvent> {
    private static final long serialVersionUID = 1L;

    HubEventReader() {
        super(HubEvent.class);
    }

    @Override
    public HubEvent deserialize(JsonParser in, DeserializationContext context) throws IOException {
        JsonNode flat = context.readTree(in);
        try {
            return new HubEvent(
                    UUID.fromString(flat.path("id").asText()),
                    flat.path("seq").asLong(),
                    NetworkId.parse(flat.path("network_id").asText()),
                    Instant.parse(flat.path("at").asText()),
                    context.readTreeAsValue(flat, EventData.class));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw context.instantiationException(HubEvent.class, e);
        }
    }
}
