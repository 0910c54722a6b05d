package io.centter.model.message;

import io.centter.model.identity.Names;

/// Tells an agent what to do.
///
/// @param reason for people; the agent is told, and it is kept in the audit log
public record OrderAgent(ControlOrder.Command order, String reason) {
    public OrderAgent {
        Names.requirePresent("order", order);
        reason = Names.requireText("reason", reason, 256);
    }
}
