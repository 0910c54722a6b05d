package io.centter.model.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.AgentId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a message.
///
/// @param seq its place in `AGENT_MESSAGES`
/// @param agent to whom it was sent
/// @param from who sent it, as the broker proves it; absent where nobody does
/// @param storedAt absent where that was not heard
/// @param at when it was handled, or its time was over unread
/// @param deliveries how often it was delivered until it was handled
public record MessageFate(
        long seq,
        AgentId agent,
        @Nullable Sender from,
        @Nullable UUID id,
        @Nullable UUID correlationId,
        @Nullable Instant storedAt,
        State state,
        @Nullable Instant at,
        @Nullable Long deliveries) {
    /// How it stands.
    public enum State {
        /// In the inbox, or in hand.
        @JsonProperty("waiting")
        WAITING,
        /// The agent has answered it.
        @JsonProperty("handled")
        HANDLED,
        /// Among the dead letters.
        @JsonProperty("dead")
        DEAD,
        /// Its time was over before it was handled.
        @JsonProperty("expired")
        EXPIRED,
        /// It is not there any more, and how it ended was not heard.
        @JsonProperty("unknown")
        UNKNOWN
    }
}
