package io.centter.control.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.util.UUID;

/// Something that a commit left to be done.
///
/// @param position orders the rows of one network as they were committed
/// @param kind [Outbox#EVENT] or the kind of a work row, such as `nats.account.sync`
/// @param messageId of an event its id
/// @param payload JSON
/// @param attempts how often it failed so far
public record OutboxRow(long position, NetworkId networkId, String kind, UUID messageId, String payload, int attempts) {
    public HubEvent event() {
        return payload(HubEvent.class);
    }

    public <T> T payload(Class<T> type) {
        try {
            return Wire.tolerant().readValue(payload, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("outbox row " + position + " of kind " + kind + " cannot be read", e);
        }
    }
}
