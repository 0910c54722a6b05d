package io.centter.sdk.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/// Core subscriptions of one agent: events, and what the hub orders.
final class Ears {
    private static final String EVENTS = "mesh.event.";

    private final MeshAgentBuilder settings;
    private final Consumer<ControlOrder> orders;
    private final Tally tally;

    Ears(MeshAgentBuilder settings, Consumer<ControlOrder> orders, Tally tally) {
        this.settings = settings;
        this.orders = orders;
        this.tally = tally;
    }

    void attached(Connection fresh) {
        Dispatcher dispatcher = fresh.createDispatcher();
        dispatcher.subscribe(Subjects.control(settings.self), this::order);
        for (Map.Entry<String, Consumer<HeardEvent>> listener : settings.eventHandlers.entrySet()) {
            dispatcher.subscribe(EVENTS + listener.getKey(), message -> event(message, listener.getValue()));
        }
    }

    private void order(Message message) {
        try {
            ControlOrder order = Wire.tolerant().readValue(message.getData(), ControlOrder.class);
            if (order != null) {
                orders.accept(order);
            }
        } catch (IOException e) {
            tally.trouble(Counter.MALFORMED, "an order cannot be read: " + e.getMessage());
        }
    }

    private void event(Message message, Consumer<HeardEvent> handler) {
        try {
            JsonNode body = Wire.tolerant().readTree(message.getData());
            handler.accept(new HeardEvent(message.getSubject().substring(EVENTS.length()), body));
        } catch (IOException e) {
            tally.trouble(Counter.MALFORMED, "an event cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            tally.trouble(Counter.HANDLER_FAILURES, e);
        }
    }
}
