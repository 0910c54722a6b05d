package io.centter.sdk.mesh;

/// What an agent counts of itself; nothing that goes wrong in a callback goes unseen.
public enum Counter {
    /// Messages taken from the inbox.
    RECEIVED,
    /// Messages whose handler was done with them.
    HANDLED,
    /// Messages put back for later, by the handler or because it failed.
    RETRIED,
    /// Messages the handler refused for good.
    REJECTED,
    /// Messages that were too old to be worth handling.
    EXPIRED,
    /// Messages that had been handled before.
    DUPLICATE,
    /// Messages that could not be read, or were for somebody else.
    MALFORMED,
    /// Messages whose `from` is not the sender that the broker proved.
    CONTRADICTING,
    /// Exceptions that handlers threw.
    HANDLER_FAILURES,
    /// Messages and events that the broker confirmed.
    SENT,
    /// Heartbeats sent on the mesh.
    BEATS,
    /// Heartbeats sent over HTTP, because the mesh was away.
    BEATS_OVER_HTTP,
    /// Heartbeats that reached nobody.
    BEATS_LOST,
    /// Times the connection came back.
    RECONNECTS,
    /// Times new credentials were fetched.
    RENEWALS,
    /// Subjects the broker refused.
    DENIALS,
    /// Errors the connection reported.
    CONNECTION_ERRORS
}
