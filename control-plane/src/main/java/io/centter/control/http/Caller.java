package io.centter.control.http;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.time.Instant;
import java.util.UUID;

/// Who asks, after it was proven.
public sealed interface Caller {
    Origin origin();

    /// A person with a session.
    record UserCaller(UserId user, UUID session, Instant sessionEnds, Origin origin) implements Caller {}

    /// An agent with its API key.
    record AgentCaller(AgentId agent, NetworkId network, Origin origin) implements Caller {}

    /// Nobody in particular, on a public route.
    record Nobody(Origin origin) implements Caller {}
}
