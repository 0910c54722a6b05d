package io.centter.model.message;

import io.centter.model.identity.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message that was delivered as often as is allowed and never answered. It is kept for 7 days.
///
/// @param seq its number among the dead letters
/// @param agent in whose inbox it lay
/// @param deliveries how often it was delivered
/// @param envelope absent where it is unreadable
/// @param requeuedAt since when it is on its way back into the inbox
public record DeadLetter(
        long seq,
        AgentId agent,
        Instant storedAt,
        Instant diedAt,
        long deliveries,
        int bytes,
        SenderProof proof,
        @Nullable Envelope envelope,
        @Nullable Instant requeuedAt) {}
