package io.centter.model.discovery;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.Names;

/// Asks the registry for one agent, on `mesh.registry.get`; the answer is a [DiscoveredAgent], or a problem.
public record GetAgent(AgentId agent) {
    public GetAgent {
        Names.requirePresent("agent", agent);
    }
}
