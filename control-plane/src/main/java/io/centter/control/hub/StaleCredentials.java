package io.centter.control.hub;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.refusal.Refused;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Ends credentials that say something else than what their agent may now. The agent fetches new ones by its key.
final class StaleCredentials {
    private static final String WHY = "its rights changed";

    private final Ground ground;

    StaleCredentials(Ground ground) {
        this.ground = ground;
    }

    /// Those of one agent.
    ///
    /// @return how many
    int end(NetworkId network, AgentId agent) {
        return end(
                network,
                handle -> AgentGrants.of(handle, network, agent, now()).stream().toList());
    }

    /// Those of all agents of a network.
    int endAll(NetworkId network) {
        return end(network, handle -> AgentGrants.ofHolders(handle, network, now()));
    }

    private int end(NetworkId network, Function<Handle, List<AgentGrants>> current) {
        // Mostly there are none, and then nobody's lock is needed.
        boolean any = ground.transactions()
                .read(handle -> current.apply(handle).stream()
                        .anyMatch(one -> CredentialSql.of(handle).hasOther(one.agent(), one.name(), now())));
        if (!any) {
            return 0;
        }
        try {
            return ground.transactions()
                    .inNetwork(
                            network,
                            handle -> current.apply(handle).stream()
                                    .mapToInt(one -> end(handle, network, one))
                                    .sum());
        } catch (Refused.NotFound _) {
            // The network is being deleted, and its account with it.
            return 0;
        }
    }

    private int end(Handle handle, NetworkId network, AgentGrants grants) {
        List<String> users = CredentialSql.of(handle).revokeOther(grants.agent(), grants.name(), WHY, now());
        for (String user : users) {
            ground.outbox().event(handle, network, new EventData.CredentialsRevoked(grants.agent(), user, WHY));
        }
        if (!users.isEmpty()) {
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.hub(), "credentials.revoke", "agent:" + grants.agent())
                                    .change(Map.of("users", users), Map.of("rights", grants.name()))
                                    .because(WHY));
        }
        return users.size();
    }

    private Instant now() {
        return ground.now();
    }
}
