package io.centter.model.route;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import org.jspecify.annotations.Nullable;

/// What if something were gone: an agent, a transport, or both together: one transport of one agent.
public record WhatIf(@Nullable AgentId agent, @Nullable Transport transport) {
    public WhatIf {
        if (agent == null && transport == null) {
            throw new InvalidValue("agent", "Name an agent, a transport, or both.");
        }
    }
}
