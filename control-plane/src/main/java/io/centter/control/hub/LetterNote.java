package io.centter.control.hub;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Sender;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the broker tells of one message in an inbox. It is told once, to one of the planes, and to none where none
/// listens.
public sealed interface LetterNote {
    NetworkId network();

    AgentId agent();

    /// The message's place in its stream.
    long seq();

    /// A stream has it.
    ///
    /// @param from who sent it, as the broker proves it
    /// @param expiresAt as its sender says
    record Stored(
            NetworkId network,
            AgentId agent,
            long seq,
            Instant at,
            @Nullable Sender from,
            @Nullable UUID id,
            @Nullable UUID correlationId,
            @Nullable Instant expiresAt)
            implements LetterNote {}

    /// Its agent has answered it, at the last of so many deliveries.
    record Handled(NetworkId network, AgentId agent, long seq, Instant at, long deliveries) implements LetterNote {}
}
