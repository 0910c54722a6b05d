package io.centter.control.hub;

import io.centter.control.event.Consequence.Work;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.BrokerRights;
import io.centter.model.permission.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the broker must learn of each event. Whoever adds an event decides it here: there is no default.
final class BrokerWork {
    private BrokerWork() {}

    static Optional<Work> of(EventData event) {
        return switch (event) {
            case EventData.AgentChanged it -> agent(it.agent());
            case EventData.TeamAgentAdded it -> agent(it.agent());
            case EventData.TeamAgentRemoved it -> agent(it.agent());
            case EventData.TeamAgentRoleChanged it -> agent(it.agent());
            case EventData.SkillInstalled it -> agent(it.agent());
            case EventData.SkillUninstalled it -> agent(it.agent());
            case EventData.PermissionGranted it -> agent(it.agent(), it.scope());
            case EventData.PermissionRevoked it -> agent(it.agent(), it.scope());
            case EventData.PermissionEnded it -> agent(it.agent(), it.scope());
            case EventData.PermissionExpired it -> agent(it.agent(), it.scope());
            case EventData.RoleChanged it -> role(it);
            case EventData.TeamDeleted _ -> everyone();
            // Written as work where it happens, since it is more than what the event says.
            case EventData.AgentCreated _, EventData.AgentDeleted _, EventData.AgentLocked _ -> Optional.empty();
            case EventData.AgentOrdered _, EventData.DeadLetterRequeued _ -> Optional.empty();
            case EventData.NetworkCreated _, EventData.NetworkDeleted _ -> Optional.empty();
            case EventData.NetworkSuspended _, EventData.NetworkResumed _ -> Optional.empty();
            case EventData.CredentialsRevoked _, EventData.NetworkPlanChanged _ -> Optional.empty();
            // Not the broker's business. An agent that is unlocked gets in with new credentials.
            case EventData.PresenceChanged _, EventData.AgentUnlocked _ -> Optional.empty();
            case EventData.AgentTransportChanged _, EventData.ApiKeyRotated _ -> Optional.empty();
            case EventData.CredentialsIssued _, EventData.NetworkChanged _ -> Optional.empty();
            case EventData.MemberAdded _, EventData.MemberRemoved _ -> Optional.empty();
            case EventData.TeamCreated _, EventData.TeamChanged _ -> Optional.empty();
            case EventData.AuthorityKeyRotated _, EventData.TokenRevoked _ -> Optional.empty();
            case EventData.AccountDrifted _, EventData.AgentDenied _ -> Optional.empty();
            case EventData.MessageDied _, EventData.MessageExpired _, EventData.DeadLetterDeleted _ -> Optional.empty();
            case EventData.RoutesChanged _, EventData.RelaysChanged _ -> Optional.empty();
            case EventData.SkillQuarantined _, EventData.SkillReleased _, EventData.AuditAnchored _ -> Optional.empty();
            case EventData.InstanceChanged _, EventData.DnsOverrideChanged _, EventData.SkillVersionYanked _ ->
                Optional.empty();
        };
    }

    private static Optional<Work> role(EventData.RoleChanged change) {
        return Stream.concat(change.added().stream(), change.removed().stream()).anyMatch(BrokerRights::concern)
                ? everyone()
                : Optional.empty();
    }

    private static Optional<Work> agent(AgentId agent) {
        return Optional.of(new Work(MeshCarrier.SYNC_AGENT, new MeshCarrier.OfAgent(agent)));
    }

    private static Optional<Work> agent(AgentId agent, Scope scope) {
        return BrokerRights.concern(scope) ? agent(agent) : Optional.empty();
    }

    private static Optional<Work> everyone() {
        return Optional.of(new Work(MeshCarrier.SYNC_RIGHTS, Map.of()));
    }
}
