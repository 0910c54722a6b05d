package io.centter.model.message;

import io.centter.model.identity.AgentId;
import java.time.Instant;

/// An order that is on its way.
///
/// @param until what has not reached the agent by then is not obeyed
public record OrderedAgent(AgentId agent, ControlOrder.Command order, Instant at, Instant until) {}
