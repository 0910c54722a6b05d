package io.centter.sdk.mesh;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an agent stands with the mesh.
///
/// @param detail why, in a sentence, where something is wrong
public record LinkState(
        Phase phase, Instant since, @Nullable String detail) {
    /// Where in its life a connection is.
    public enum Phase {
        /// Not there yet; the agent keeps trying by itself.
        CONNECTING,
        /// Messages flow.
        CONNECTED,
        /// Was there, is gone; the agent keeps trying by itself.
        RECONNECTING,
        /// Credentials or key were refused for good. Nothing more is tried; a person must act.
        REFUSED,
        /// Closed by its owner.
        CLOSED
    }

    public boolean isConnected() {
        return phase == Phase.CONNECTED;
    }
}
