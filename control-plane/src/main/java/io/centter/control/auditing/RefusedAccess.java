package io.centter.control.auditing;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.audit.Refusals;
import io.centter.control.http.Caller;
import io.centter.control.http.RefusalWatch;
import io.centter.control.http.Route;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Tells the audit log of a network who was refused there for want of a role.
public final class RefusedAccess implements RefusalWatch {
    private final Refusals refusals;
    private final Homes homes;

    /// Where agents and teams belong, asked for such as the caller may see.
    public record Homes(Function<AgentId, Optional<NetworkId>> agent, Function<UUID, Optional<NetworkId>> team) {}

    public RefusedAccess(Refusals refusals, Homes homes) {
        this.refusals = refusals;
        this.homes = homes;
    }

    @Override
    public void forbidden(Caller caller, Route.Endpoint endpoint, Map<String, String> path, Refused.Forbidden why) {
        network(path)
                .ifPresent(network -> refusals.note(AuditEntry.of(
                                network, Actor.of(caller), "access.refused", endpoint.method() + " " + endpoint.path())
                        .because(why.getMessage())));
    }

    private Optional<NetworkId> network(Map<String, String> path) {
        try {
            String network = path.get("network");
            if (network != null) {
                return Optional.of(NetworkId.parse(network));
            }
            String agent = path.get("agent");
            if (agent != null) {
                return homes.agent().apply(new AgentId(agent));
            }
            String team = path.get("team");
            return team == null ? Optional.empty() : homes.team().apply(UUID.fromString(team));
        } catch (IllegalArgumentException | Refused _) {
            return Optional.empty();
        }
    }
}
