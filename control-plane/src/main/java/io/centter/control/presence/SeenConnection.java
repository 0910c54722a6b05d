package io.centter.control.presence;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;

/// A connection of an agent that the broker holds; `server` and `cid` name it.
public record SeenConnection(NetworkId network, AgentId agent, String server, long cid, Instant start) {}
