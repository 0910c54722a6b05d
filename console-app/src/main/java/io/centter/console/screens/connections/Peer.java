package io.centter.console.screens.connections;

import io.centter.model.identity.AgentId;
import io.centter.model.presence.Presence;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.Way;

/// One agent as it is reached from the middle.
///
/// @param out the way there: as it is, or as it would be
/// @param back the way from there, as it is
/// @param fate what the question made of the way there
record Peer(AgentId id, String name, Presence presence, boolean locked, Way out, Way back, Fate fate) {
    enum Fate {
        SAME,
        REROUTED,
        LOST
    }

    RouteTransport transport() {
        return out.transport();
    }

    /// Nothing leads there.
    boolean blocked() {
        return transport() == RouteTransport.NONE;
    }
}
