package io.centter.sdk.mesh;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.service.Service;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows the agent as an instance of the NATS micro service `agents`, so that the tools of that world list it.
final class ServiceFace {
    private static final String NAME = "agents";

    private final MeshAgentBuilder settings;
    private final Tally tally;
    private @Nullable Service service;

    ServiceFace(MeshAgentBuilder settings, Tally tally) {
        this.settings = settings;
        this.tally = tally;
    }

    synchronized void attached(Connection fresh) {
        if (!settings.service) {
            return;
        }
        try {
            Dispatcher dispatcher = fresh.createDispatcher();
            service = Service.builder()
                    .connection(fresh)
                    .name(NAME)
                    .version("1.0.0")
                    .description("Agents of a Centter network")
                    .metadata(Map.of("agent_id", settings.self.value()))
                    .pingDispatcher(dispatcher)
                    .infoDispatcher(dispatcher)
                    .statsDispatcher(dispatcher)
                    .build();
            var _ = service.startService();
        } catch (RuntimeException e) {
            // Being listed is a courtesy; an agent works without it.
            tally.trouble(Counter.CONNECTION_ERRORS, e);
        }
    }

    synchronized void stop() {
        Service running = service;
        service = null;
        if (running != null) {
            try {
                running.stop();
            } catch (RuntimeException e) {
                tally.info("service=stopping detail=\"" + e.getMessage() + "\"");
            }
        }
    }
}
