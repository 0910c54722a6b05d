package io.centter.model.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Names;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message that the API hands on to an agent. Sender, receiver and time are what the API knows, not what is said
/// here.
///
/// @param id the message's id; absent for one that is made. The same id twice within ten minutes is stored once
/// @param type absent for a task
/// @param ttlMs milliseconds after which the message is worthless, at most 7 days
/// @param replyTo the agent that answers go to; answers to a person without one reach nobody
/// @param correlationId the id of the message that this answers
/// @param onBehalfOf the chain of those for whom this is sent, first asker first
/// @param a2a the content, as an A2A message or part of one
public record SendMessage(
        @Nullable UUID id,
        @Nullable MessageType type,
        @Nullable Long ttlMs,
        @Nullable AgentId replyTo,
        @Nullable UUID correlationId,
        @Nullable String traceparent,
        List<Sender> onBehalfOf,
        @Nullable JsonNode a2a) {
    public SendMessage {
        Envelope.requireTtl(ttlMs);
        Names.optionalText("traceparent", traceparent, 128);
        onBehalfOf = Envelope.chain(onBehalfOf);
    }

    /// A task with this content.
    public static SendMessage task(JsonNode a2a) {
        return new SendMessage(null, MessageType.TASK, null, null, null, null, List.of(), a2a);
    }

    /// The message as it travels.
    public Envelope envelope(UUID messageId, Sender from, AgentId to, Instant now) {
        return new Envelope(
                Envelope.VERSION,
                messageId,
                type == null ? MessageType.TASK : type,
                from,
                to,
                now,
                ttlMs,
                replyTo,
                correlationId,
                traceparent,
                onBehalfOf,
                a2a);
    }
}
