package io.centter.model.message;

import io.centter.model.identity.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message in an inbox, looked at without being taken.
///
/// @param seq its place in `AGENT_MESSAGES`
/// @param agent in whose inbox it lies
/// @param envelope absent where it is unreadable
public record StoredMessage(
        long seq,
        AgentId agent,
        Instant storedAt,
        int bytes,
        SenderProof proof,
        @Nullable Envelope envelope) {}
