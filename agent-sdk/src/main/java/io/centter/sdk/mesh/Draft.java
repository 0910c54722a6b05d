package io.centter.sdk.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Envelope;
import io.centter.model.message.MessageType;
import io.centter.model.message.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The parts of a message that its sender chooses; id, sender and time are added when it is sent.
public record Draft(
        MessageType type,
        @Nullable JsonNode a2a,
        @Nullable Duration ttl,
        @Nullable AgentId replyTo,
        @Nullable UUID correlationId,
        @Nullable String traceparent,
        List<Sender> onBehalfOf) {
    public Draft {
        onBehalfOf = List.copyOf(onBehalfOf);
    }

    /// Work for another agent.
    public static Draft task(JsonNode a2a) {
        return new Draft(MessageType.TASK, a2a, null, null, null, null, List.of());
    }

    /// The answer to a task, for whom the task names in `reply_to`, or its sender.
    public static Draft resultOf(Envelope task, JsonNode a2a) {
        return new Draft(MessageType.RESULT, a2a, null, null, task.id(), task.traceparent(), task.onBehalfOf());
    }

    /// A task that comes of another: the chain of askers grows by the one who sent that one.
    public static Draft subtaskOf(Envelope task, JsonNode a2a) {
        List<Sender> chain = new ArrayList<>(task.onBehalfOf());
        chain.add(task.from());
        return new Draft(MessageType.TASK, a2a, null, null, task.id(), task.traceparent(), chain);
    }

    /// After this time the message is worthless.
    public Draft within(Duration time) {
        return new Draft(type, a2a, time, replyTo, correlationId, traceparent, onBehalfOf);
    }

    public Draft answerTo(AgentId whom) {
        return new Draft(type, a2a, ttl, whom, correlationId, traceparent, onBehalfOf);
    }

    Envelope complete(UUID id, AgentId from, AgentId to, Instant now) {
        Long millis = ttl == null ? null : ttl.toMillis();
        return new Envelope(
                Envelope.VERSION,
                id,
                type,
                Sender.of(from),
                to,
                now,
                millis,
                replyTo,
                correlationId,
                traceparent,
                onBehalfOf,
                a2a);
    }
}
