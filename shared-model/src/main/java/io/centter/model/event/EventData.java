package io.centter.model.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.centter.model.heartbeat.Denial;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.Sender;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import io.centter.model.role.Role;
import io.centter.model.skill.SemVer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can happen in a network. The type is written beside the data as `type`, and is the tail of the event's subject.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EventData.PresenceChanged.class, name = "presence.changed"),
    @JsonSubTypes.Type(value = EventData.AgentCreated.class, name = "agent.created"),
    @JsonSubTypes.Type(value = EventData.AgentChanged.class, name = "agent.changed"),
    @JsonSubTypes.Type(value = EventData.AgentDeleted.class, name = "agent.deleted"),
    @JsonSubTypes.Type(value = EventData.ApiKeyRotated.class, name = "agent.api-key-rotated"),
    @JsonSubTypes.Type(value = EventData.CredentialsIssued.class, name = "credentials.issued"),
    @JsonSubTypes.Type(value = EventData.CredentialsRevoked.class, name = "credentials.revoked"),
    @JsonSubTypes.Type(value = EventData.NetworkCreated.class, name = "network.created"),
    @JsonSubTypes.Type(value = EventData.NetworkChanged.class, name = "network.changed"),
    @JsonSubTypes.Type(value = EventData.NetworkDeleted.class, name = "network.deleted"),
    @JsonSubTypes.Type(value = EventData.MemberAdded.class, name = "member.added"),
    @JsonSubTypes.Type(value = EventData.MemberRemoved.class, name = "member.removed"),
    @JsonSubTypes.Type(value = EventData.PermissionGranted.class, name = "permission.granted"),
    @JsonSubTypes.Type(value = EventData.PermissionRevoked.class, name = "permission.revoked"),
    @JsonSubTypes.Type(value = EventData.PermissionEnded.class, name = "permission.ended"),
    @JsonSubTypes.Type(value = EventData.PermissionExpired.class, name = "permission.expired"),
    @JsonSubTypes.Type(value = EventData.RoleChanged.class, name = "role.changed"),
    @JsonSubTypes.Type(value = EventData.TeamCreated.class, name = "team.created"),
    @JsonSubTypes.Type(value = EventData.TeamChanged.class, name = "team.changed"),
    @JsonSubTypes.Type(value = EventData.TeamDeleted.class, name = "team.deleted"),
    @JsonSubTypes.Type(value = EventData.TeamAgentAdded.class, name = "team.agent-added"),
    @JsonSubTypes.Type(value = EventData.TeamAgentRemoved.class, name = "team.agent-removed"),
    @JsonSubTypes.Type(value = EventData.TeamAgentRoleChanged.class, name = "team.agent-role-changed"),
    @JsonSubTypes.Type(value = EventData.AuthorityKeyRotated.class, name = "authority.key-rotated"),
    @JsonSubTypes.Type(value = EventData.TokenRevoked.class, name = "token.revoked"),
    @JsonSubTypes.Type(value = EventData.SkillInstalled.class, name = "skill.installed"),
    @JsonSubTypes.Type(value = EventData.SkillUninstalled.class, name = "skill.uninstalled"),
    @JsonSubTypes.Type(value = EventData.SkillVersionYanked.class, name = "skill.yanked"),
    @JsonSubTypes.Type(value = EventData.SkillQuarantined.class, name = "skill.quarantined"),
    @JsonSubTypes.Type(value = EventData.SkillReleased.class, name = "skill.released"),
    @JsonSubTypes.Type(value = EventData.NetworkSuspended.class, name = "network.suspended"),
    @JsonSubTypes.Type(value = EventData.NetworkResumed.class, name = "network.resumed"),
    @JsonSubTypes.Type(value = EventData.NetworkPlanChanged.class, name = "network.plan-changed"),
    @JsonSubTypes.Type(value = EventData.AgentTransportChanged.class, name = "agent.transport-changed"),
    @JsonSubTypes.Type(value = EventData.AgentLocked.class, name = "agent.locked"),
    @JsonSubTypes.Type(value = EventData.AgentUnlocked.class, name = "agent.unlocked"),
    @JsonSubTypes.Type(value = EventData.InstanceChanged.class, name = "instance.changed"),
    @JsonSubTypes.Type(value = EventData.DnsOverrideChanged.class, name = "dns.override-changed"),
    @JsonSubTypes.Type(value = EventData.AccountDrifted.class, name = "nats.account-drifted"),
    @JsonSubTypes.Type(value = EventData.AgentDenied.class, name = "agent.denied"),
    @JsonSubTypes.Type(value = EventData.RoutesChanged.class, name = "routes.changed"),
    @JsonSubTypes.Type(value = EventData.RelaysChanged.class, name = "routes.relays-changed"),
    @JsonSubTypes.Type(value = EventData.AgentOrdered.class, name = "agent.ordered"),
    @JsonSubTypes.Type(value = EventData.MessageDied.class, name = "message.died"),
    @JsonSubTypes.Type(value = EventData.MessageExpired.class, name = "message.expired"),
    @JsonSubTypes.Type(value = EventData.DeadLetterRequeued.class, name = "dead-letter.requeued"),
    @JsonSubTypes.Type(value = EventData.AuditAnchored.class, name = "audit.anchored"),
    @JsonSubTypes.Type(value = EventData.DeadLetterDeleted.class, name = "dead-letter.deleted"),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface EventData {

    /// Presence or status of an agent changed. On `mesh.presence.<agent>`; all others are on `mesh.event.hub.<type>`.
    record PresenceChanged(
            AgentId agent,
            Presence from,
            Presence to,
            PresenceCause cause,
            @Nullable HeartbeatStatus status,
            @Nullable Instant lastHeartbeatAt,
            boolean connected,
            boolean stuck,
            int workInFlight)
            implements EventData {}

    record AgentCreated(AgentId agent, String name, Slug slug, Role role) implements EventData {}

    record AgentChanged(AgentId agent, String name, Slug slug, Role role) implements EventData {}

    record AgentDeleted(AgentId agent, String name) implements EventData {}

    record ApiKeyRotated(AgentId agent, @Nullable Instant oldKeyValidUntil) implements EventData {}

    record CredentialsIssued(AgentId agent, String userPublicKey, Instant expiresAt) implements EventData {}

    record CredentialsRevoked(
            AgentId agent, String userPublicKey, @Nullable String reason) implements EventData {}

    record NetworkCreated(String name, Slug slug) implements EventData {}

    record NetworkChanged(String name, Slug slug) implements EventData {}

    record NetworkDeleted(String name) implements EventData {}

    record MemberAdded(UserId user, String email, String role) implements EventData {}

    record MemberRemoved(UserId user, String email) implements EventData {}

    record TeamCreated(UUID team, String name, Slug slug) implements EventData {}

    record TeamChanged(UUID team, String name, Slug slug) implements EventData {}

    /// A team is gone, and with it the places of so many agents.
    record TeamDeleted(UUID team, String name, int agents) implements EventData {}

    record TeamAgentAdded(UUID team, AgentId agent, Role role) implements EventData {}

    record TeamAgentRemoved(UUID team, AgentId agent) implements EventData {}

    record TeamAgentRoleChanged(UUID team, AgentId agent, Role from, Role to) implements EventData {}

    /// Another key signs tokens.
    ///
    /// @param emergency whether the tokens of the keys before it are over
    record AuthorityKeyRotated(String kid, boolean emergency) implements EventData {}

    /// A token is over before its time.
    ///
    /// @param agent whose it was, where that is known
    record TokenRevoked(UUID jti, @Nullable AgentId agent, Instant until) implements EventData {}

    /// A scope was given by hand.
    record PermissionGranted(
            AgentId agent,
            UUID permission,
            Scope scope,
            String reason,
            @Nullable Instant expiresAt) implements EventData {}

    /// A scope was taken by hand.
    record PermissionRevoked(
            AgentId agent,
            UUID permission,
            Scope scope,
            String reason,
            @Nullable Instant expiresAt) implements EventData {}

    /// What was given or taken by hand was ended by hand.
    record PermissionEnded(AgentId agent, UUID permission, Scope scope, Effect effect, String reason)
            implements EventData {}

    /// What was given or taken by hand came to its end.
    record PermissionExpired(AgentId agent, UUID permission, Scope scope, Effect effect) implements EventData {}

    /// What a role brings was changed.
    record RoleChanged(Role role, List<Scope> added, List<Scope> removed, long version) implements EventData {}

    /// A skill, or another version of one that was there, is on an agent.
    ///
    /// @param previous the version before; null where the skill is new on the agent
    /// @param scopes what it grants now
    record SkillInstalled(
            AgentId agent,
            UUID skillId,
            Slug skill,
            SemVer version,
            @Nullable SemVer previous,
            List<Scope> scopes) implements EventData {}

    /// A skill is gone from an agent, and what it granted with it.
    record SkillUninstalled(AgentId agent, UUID skillId, Slug skill, SemVer version, List<Scope> scopes)
            implements EventData {}

    /// Its publisher wants a version of a skill no longer used; it stays where it is installed.
    ///
    /// @param agents how many of this network have it
    record SkillVersionYanked(UUID skillId, Slug skill, SemVer version, String reason, int agents)
            implements EventData {}

    /// A skill cannot be newly installed until it is let go; it stays where it is installed. Told to the network of its
    /// publisher too.
    ///
    /// @param agents how many of this network have it
    record SkillQuarantined(UUID skillId, Slug skill, String reason, int agents) implements EventData {}

    /// A skill is out of quarantine.
    ///
    /// @param agents how many of this network have it
    record SkillReleased(UUID skillId, Slug skill, String reason, int agents) implements EventData {}

    record NetworkSuspended(String reason) implements EventData {}

    record NetworkResumed(String reason) implements EventData {}

    record NetworkPlanChanged(String from, String to) implements EventData {}

    record AgentTransportChanged(
            AgentId agent, Transport transport, @Nullable String endpointUrl) implements EventData {}

    /// The broker had another account of the network than it was given; it was put right.
    ///
    /// @param drift `missing`, `foreign`, `older` or `differing`
    record AccountDrifted(String drift) implements EventData {}

    /// The broker refused a subject to an agent, for the first time or again after a while.
    ///
    /// @param count how often so far
    record AgentDenied(AgentId agent, String subject, Denial.Operation operation, long count) implements EventData {}

    record AgentLocked(AgentId agent, @Nullable Instant until, String reason) implements EventData {}

    /// An agent's name got an address by hand, or lost it.
    record DnsOverrideChanged(AgentId agent, @Nullable String address) implements EventData {}

    /// The machine that an agent runs on is, or is about to become, something else.
    record InstanceChanged(AgentId agent, UUID deployment, String state) implements EventData {}

    /// An agent is reached otherwise than before, and with it the routes to it and from it may be others.
    ///
    /// @param before the transports that led to it, best first; the same as `now` where only an address changed
    record RoutesChanged(AgentId agent, List<Transport> before, List<Transport> now) implements EventData {}

    /// Paths between others lead, or led, through these agents.
    record RelaysChanged(List<AgentId> relays) implements EventData {}

    /// An agent may come in again.
    ///
    /// @param expired whether the lock ended by itself
    record AgentUnlocked(
            AgentId agent, boolean expired, @Nullable String reason) implements EventData {}

    /// Somebody told an agent what to do.
    record AgentOrdered(AgentId agent, ControlOrder.Command order, String reason) implements EventData {}

    /// A message was delivered as often as is allowed, and is a dead letter now.
    ///
    /// @param seq of the dead letter
    /// @param from absent where the message is unreadable
    record MessageDied(AgentId agent, long seq, @Nullable Sender from, long deliveries) implements EventData {}

    /// The time of a message was over while it was still unread.
    ///
    /// @param seq its place in `AGENT_MESSAGES`
    /// @param from who sent it, as the broker proves it
    /// @param message its id, where that is known
    record MessageExpired(
            AgentId agent,
            long seq,
            @Nullable Sender from,
            @Nullable UUID message,
            Instant expiresAt) implements EventData {}

    /// A dead letter goes back into the inbox.
    record DeadLetterRequeued(AgentId agent, long seq) implements EventData {}

    /// How far the network's audit log had come. Whoever keeps it can ask later whether the log still contains it.
    ///
    /// @param line the last one
    /// @param hash of that line, in hex; it covers all before it
    record AuditAnchored(long line, String hash) implements EventData {}

    record DeadLetterDeleted(AgentId agent, long seq) implements EventData {}
}
