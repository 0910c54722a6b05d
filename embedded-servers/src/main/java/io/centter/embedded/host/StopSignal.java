package io.centter.embedded.host;

/// The signal that tells a server to stop at once and in order.
public enum StopSignal {
    /// PostgreSQL's fast shutdown; its SIGTERM would wait for every client to leave.
    INT,
    /// The usual one.
    TERM
}
