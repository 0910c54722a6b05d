package io.centter.model.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

final class HubEventWriter extends StdSerializer<HubEvent> {
    private static final long serialVersionUID = 1L;

    HubEventWriter() {
        super(HubEvent.class);
    }

    @Override
    public void serialize(HubEvent event, JsonGenerator out, SerializerProvider provider) throws IOException {
        ObjectMapper mapper = (ObjectMapper) out.getCodec();
        ObjectNode flat = mapper.createObjectNode();
        flat.put("id", event.id().toString());
        flat.put("seq", event.seq());
        flat.put("network_id", event.networkId().toString());
        flat.put("at", event.at().toString());
        JsonNode data = mapper.valueToTree(event.data());
        flat.setAll((ObjectNode) data);
        out.writeTree(flat);
    }
}
