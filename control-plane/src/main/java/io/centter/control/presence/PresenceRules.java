package io.centter.control.presence;

import io.centter.model.presence.PresenceThresholds;
import java.time.Duration;

/// How long what may last before the board says something else.
///
/// @param disconnectGrace how long a closed connection may stay closed before the agent is offline
/// @param reconnectGrace the same, where the hub finds after its own absence that an agent is not connected: then all
/// come
///     back at once
/// @param hubGrace how long the hub may be away before presence is unknown
/// @param stuckAfter work in flight without progress
/// @param clockAhead how far an agent's clock may be ahead
/// @param duplicateMemory how long two alternating boots are remembered as two instances
public record PresenceRules(
        PresenceThresholds thresholds,
        Duration disconnectGrace,
        Duration reconnectGrace,
        Duration hubGrace,
        Duration stuckAfter,
        Duration clockAhead,
        Duration duplicateMemory) {
    public static final PresenceRules STANDARD = of(PresenceThresholds.STANDARD);

    /// The usual figures with other thresholds of silence.
    public static PresenceRules of(PresenceThresholds thresholds) {
        return new PresenceRules(
                thresholds,
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15));
    }
}
