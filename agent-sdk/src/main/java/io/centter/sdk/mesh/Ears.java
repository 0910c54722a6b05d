package io.centter.sdk.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.api.Problem;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Core subscriptions of one agent: events, calls, and what the hub orders.
final class Ears {
    static final String AUTHORIZATION = "Authorization";
    static final String BEARER = "Bearer ";

    private static final String EVENTS = "mesh.event.";

    private final MeshAgentBuilder settings;
    private final Consumer<ControlOrder> orders;
    private final MeshThreads threads;
    private final Tally tally;

    Ears(MeshAgentBuilder settings, MeshThreads threads, Consumer<ControlOrder> orders, Tally tally) {
        this.settings = settings;
        this.threads = threads;
        this.orders = orders;
        this.tally = tally;
    }

    void attached(Connection fresh) {
        Dispatcher dispatcher = fresh.createDispatcher();
        dispatcher.subscribe(Subjects.control(settings.self), this::order);
        if (settings.callHandler != null) {
            CallHandler handler = settings.callHandler;
            dispatcher.subscribe(
                    Subjects.rpc(settings.self),
                    message -> threads.virtual().execute(() -> answer(fresh, message, handler)));
        }
        for (Map.Entry<String, Consumer<HeardEvent>> listener : settings.eventHandlers.entrySet()) {
            dispatcher.subscribe(EVENTS + listener.getKey(), message -> event(message, listener.getValue()));
        }
    }

    // A stream delivers to whatever subject it is asked to, under the subject that the message was stored with.
    private void order(Message message) {
        if (!message.getSubject().equals(Subjects.control(settings.self))) {
            tally.trouble(Counter.MALFORMED, "an order came as " + message.getSubject());
            return;
        }
        try {
            ControlOrder order = Wire.tolerant().readValue(message.getData(), ControlOrder.class);
            if (order != null) {
                orders.accept(order);
            }
        } catch (IOException e) {
            tally.trouble(Counter.MALFORMED, "an order cannot be read: " + e.getMessage());
        }
    }

    private void answer(Connection connection, Message message, CallHandler handler) {
        String caller = message.getReplyTo();
        if (caller == null) {
            tally.trouble(Counter.MALFORMED, "a call waits for no answer");
            return;
        }
        if (!Replies.isInbox(caller) || !message.getSubject().equals(Subjects.rpc(settings.self))) {
            tally.trouble(Counter.MALFORMED, "a call wants its answer on " + caller + ", which is nobody's inbox");
            return;
        }
        try {
            JsonNode request = Wire.tolerant().readTree(message.getData());
            JsonNode answer = handler.answer(request, token(message));
            connection.publish(caller, Wire.tolerant().writeValueAsBytes(answer));
        } catch (IOException e) {
            tally.trouble(Counter.MALFORMED, "a call cannot be read: " + e.getMessage());
            refuse(connection, caller, 400, "malformed-json", "The call is not JSON.");
        } catch (Exception e) {
            tally.trouble(Counter.HANDLER_FAILURES, e);
            refuse(connection, caller, 500, "handler-failed", "The agent failed at this call.");
        }
    }

    private static @Nullable String token(Message message) {
        String header = message.hasHeaders() ? message.getHeaders().getFirst(AUTHORIZATION) : null;
        return header == null || !header.startsWith(BEARER) ? null : header.substring(BEARER.length());
    }

    private void refuse(Connection connection, String caller, int status, String code, String detail) {
        Problem problem = new Problem("/problems/" + code, code.replace('-', ' '), status, code, detail, null, null);
        try {
            connection.publish(NatsMessage.builder()
                    .subject(caller)
                    .headers(new Headers()
                            .put("Nats-Service-Error", code)
                            .put("Nats-Service-Error-Code", String.valueOf(status)))
                    .data(Wire.tolerant().writeValueAsBytes(problem))
                    .build());
        } catch (IOException | IllegalStateException e) {
            tally.info("call=unanswered detail=\"" + e.getMessage() + "\"");
        }
    }

    private void event(Message message, Consumer<HeardEvent> handler) {
        if (!message.getSubject().startsWith(EVENTS)) {
            tally.trouble(Counter.MALFORMED, "an event came as " + message.getSubject());
            return;
        }
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
