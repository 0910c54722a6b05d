package io.centter.sdk.mesh;

import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.discovery.GetAgent;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Subjects;
import io.centter.sdk.rest.Unreachable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which agents there are. The broker stores a message for anybody, also for nobody: so the registry is asked once.
final class Recipients {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    private final Asking asking;
    private final Set<AgentId> known = ConcurrentHashMap.newKeySet();

    Recipients(Asking asking) {
        this.asking = asking;
    }

    /// Fails with status 404 for an agent that the network does not have. A hub that is away is no reason not to send.
    void require(AgentId agent) {
        if (known.contains(agent)) {
            return;
        }
        try {
            asking.ask(Subjects.GET, new GetAgent(agent), DiscoveredAgent.class, PATIENCE);
        } catch (Unreachable _) {
            return;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        known.add(agent);
    }
}
