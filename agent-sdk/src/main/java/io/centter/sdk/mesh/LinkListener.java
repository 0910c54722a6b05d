package io.centter.sdk.mesh;

import io.nats.client.Connection;

/// What the parts of an agent hear of its connection.
interface LinkListener {
    /// A new connection, without any subscription.
    void attached(Connection fresh);

    /// The same connection is back, with its subscriptions.
    void resumed(Connection same);

    /// The connection will be exchanged now; [#resumed] comes afterwards.
    void exchanging();

    /// The broker reported an error.
    void error(String text);
}
