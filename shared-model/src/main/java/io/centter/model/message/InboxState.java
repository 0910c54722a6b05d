package io.centter.model.message;

import io.centter.model.identity.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What lies in an agent's inbox; looking takes nothing out.
///
/// @param open whether the agent has an inbox that it can take from; what comes before that waits
/// @param depth messages that are not done with
/// @param unproven of these, those whose sender nobody proves
/// @param waiting messages that were not delivered yet
/// @param pendingAcks messages that were delivered and not answered
/// @param redelivered messages in hand that were delivered more than once
/// @param oldestAt when the oldest of them was stored
public record InboxState(
        AgentId agent,
        boolean open,
        long depth,
        long unproven,
        long waiting,
        long pendingAcks,
        long redelivered,
        @Nullable Instant oldestAt) {}
