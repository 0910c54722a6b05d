package io.centter.model.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What agents send each other, and people to agents.
///
/// @param id also the `Nats-Msg-Id`: the same id twice within the duplicate window is stored once
/// @param from what the sender claims; the subject proves it
/// @param ttlMs milliseconds after `ts` at which the message is worthless, at most 7 days; absent = the stream's 24
/// hours
/// @param replyTo which agent answers go to, where that is not `from`; a person has no inbox
/// @param correlationId the `id` this answers
/// @param onBehalfOf the chain of those for whom this is sent, first asker first
/// @param a2a the content, as an A2A message or part of one
public record Envelope(
        int v,
        UUID id,
        MessageType type,
        Sender from,
        AgentId to,
        Instant ts,
        @Nullable Long ttlMs,
        @Nullable AgentId replyTo,
        @Nullable UUID correlationId,
        @Nullable String traceparent,
        List<Sender> onBehalfOf,
        @Nullable JsonNode a2a) {
    public static final int VERSION = 1;
    /// How long a message may be worth something.
    public static final Duration LONGEST_TTL = Duration.ofDays(7);

    public Envelope {
        if (v != VERSION) {
            throw new InvalidValue("v", "v is " + v + "; envelopes of version " + VERSION + " are read.");
        }
        Names.requirePresent("id", id);
        Names.requirePresent("type", type);
        Names.requirePresent("from", from);
        Names.requirePresent("to", to);
        Names.requirePresent("ts", ts);
        Names.optionalTime("ts", ts);
        requireTtl(ttlMs);
        Names.optionalText("traceparent", traceparent, 128);
        onBehalfOf = chain(onBehalfOf);
    }

    /// Whether the message is still worth handling.
    public boolean isFresh(Instant now) {
        return ttlMs == null || now.isBefore(ts.plusMillis(ttlMs));
    }

    static void requireTtl(@Nullable Long ttlMs) {
        if (ttlMs != null && (ttlMs <= 0 || ttlMs > LONGEST_TTL.toMillis())) {
            throw new InvalidValue("ttl_ms", "ttl_ms is a positive number of milliseconds, at most 7 days.");
        }
    }

    static List<Sender> chain(@Nullable List<Sender> chain) {
        if (chain == null) {
            return List.of();
        }
        if (chain.size() > 16) {
            throw new InvalidValue("on_behalf_of", "on_behalf_of has at most 16 senders.");
        }
        return List.copyOf(chain);
    }
}
