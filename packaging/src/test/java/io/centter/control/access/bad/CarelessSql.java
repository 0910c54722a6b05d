package io.centter.control.access.bad;

import io.centter.model.identity.AgentId;

/// Breaks: a statement about an agent is given its network.
public interface CarelessSql {
    void delete(AgentId id);
}
