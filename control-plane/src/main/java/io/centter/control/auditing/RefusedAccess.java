package io.centter.control.auditing;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.audit.Refusals;
import io.centter.control.http.Caller;
import io.centter.control.http.Origin;
import io.centter.control.http.RefusalWatch;
import io.centter.control.http.Route;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/// Tells the audit log of a network who was refused there for want of a role, and who came with an API key that is
/// none.
public final class RefusedAccess implements RefusalWatch {
    private final Refusals refusals;
    private final Homes homes;

    /// Where agents and teams belong, and which networks there are.
    public record Homes(
            Predicate<NetworkId> network,
            Function<AgentId, Optional<NetworkId>> agent,
            Function<UUID, Optional<NetworkId>> team) {}

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

    @Override
    public void unproven(
            Origin origin, Route.Endpoint endpoint, Map<String, String> path, Refused.Unauthenticated why) {
        Optional<NetworkId> network = network(path).filter(this::exists);
        // A network tells itself of those who asked it for a token.
        boolean asked = why.code().equals(Refused.Unauthenticated.NO_SUCH_AGENT) && network.isEmpty();
        if (asked || why.code().equals(Refused.Unauthenticated.NO_SUCH_KEY)) {
            Actor nobody = new Actor("nobody", origin.ip(), origin.traceId());
            String target = endpoint.method() + " " + endpoint.path();
            refusals.note(new AuditEntry(network.orElse(null), nobody, "key.refused", target, null, null, why.code()));
        }
    }

    private boolean exists(NetworkId network) {
        try {
            return homes.network().test(network);
        } catch (Refused _) {
            return false;
        }
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
