package io.centter.control.hub;

import io.centter.model.api.BrokerCredential;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Every credential that was ever issued, until it expired.
interface CredentialSql {
    static CredentialSql of(Handle handle) {
        return handle.attach(CredentialSql.class);
    }

    /// One issue.
    ///
    /// @param role whose rights it has, by [AgentGrants#name], or `console`
    /// @param grants rights of its own, as JSON
    record Issued(
            String userKey,
            NetworkId networkId,
            String userName,
            String role,
            @Nullable AgentId agentId,
            @Nullable UserId userId,
            @Nullable String grants,
            long iat,
            Instant issuedAt,
            Instant expiresAt) {}

    /// What some credentials say.
    ///
    /// @param role whose rights they have, by [AgentGrants#name]
    /// @param grants rights of their own, as JSON; absent where they are those of the role, or were not kept
    record Said(String userKey, String role, @Nullable String grants) {}

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM agents WHERE network_id = :network AND id = :agent AND deleted_at IS NULL)
            """)
    boolean lives(NetworkId network, AgentId agent);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM agents WHERE network_id = :network AND id = :agent AND locked_at IS NOT NULL
                AND (locked_until IS NULL OR locked_until > :now))
            """)
    boolean isLocked(NetworkId network, AgentId agent, Instant now);

    /// Who may be connected: an inbox is made with the first credentials, and kept for those who have some.
    @SqlQuery("""
            SELECT DISTINCT c.agent_id FROM nats_credentials c JOIN agents a ON a.id = c.agent_id
            WHERE c.network_id = :network AND a.deleted_at IS NULL AND c.revoked_at IS NULL AND c.expires_at > :now
            """)
    List<AgentId> holders(NetworkId network, Instant now);

    /// One line of the list.
    record Line(
            String userKey,
            String role,
            long iat,
            @Nullable String issuedBy,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String revokeReason) {
        BrokerCredential at(Instant now) {
            boolean good = revokedAt == null && now.isBefore(expiresAt);
            return new BrokerCredential(userKey, role, issuedBy, issuedAt, expiresAt, revokedAt, revokeReason, good);
        }
    }

    /// The latest first, from behind this place; who got them stands in the audit log.
    @SqlQuery("""
            SELECT c.user_key, c.role, c.iat, c.issued_at, c.expires_at, c.revoked_at, c.revoke_reason,
                (SELECT l.actor FROM audit_log l
                 WHERE l.network_id = c.network_id AND l.target = 'agent:' || c.agent_id
                    AND l.action = 'credentials.issue' AND l.after ->> 'user' = c.user_key LIMIT 1) AS issued_by
            FROM nats_credentials c
            WHERE c.network_id = :network AND c.agent_id = :agent AND (c.iat, c.user_key) < (:iat, :key)
            ORDER BY c.iat DESC, c.user_key DESC LIMIT :limit
            """)
    @RegisterConstructorMapper(Line.class)
    List<Line> list(NetworkId network, AgentId agent, long iat, String key, int limit);

    @SqlQuery("""
            SELECT coalesce(max(iat), 0) FROM nats_credentials WHERE network_id = :network AND agent_id = :agent
            """)
    long lastIssue(NetworkId network, AgentId agent);

    @SqlUpdate("""
            INSERT INTO nats_credentials (user_key, network_id, user_name, role, agent_id, user_id, grants, iat,
                issued_at, expires_at)
            VALUES (:userKey, :networkId, :userName, :role, :agentId, :userId, :grants::jsonb, :iat, :issuedAt,
                :expiresAt)
            """)
    void insert(@BindMethods Issued issued);

    @SqlQuery("""
            UPDATE nats_credentials SET revoked_at = :now, revoke_reason = :reason
            WHERE network_id = :network AND agent_id = :agent AND revoked_at IS NULL AND expires_at > :now
            RETURNING user_key
            """)
    List<String> revokeAll(NetworkId network, AgentId agent, @Nullable String reason, Instant now);

    /// Credentials of the agent with other rights than these that are good, or were not long ago: the broker may keep a
    /// client that comes back in the very second in which its credentials end.
    @SqlQuery("""
            SELECT user_key, role, grants::text AS grants FROM nats_credentials
            WHERE network_id = :network AND agent_id = :agent
                AND revoked_at IS NULL AND role <> :rights
                AND expires_at > CAST(:now AS timestamptz) - interval '1 hour'
            """)
    @RegisterConstructorMapper(Said.class)
    List<Said> others(NetworkId network, AgentId agent, String rights, Instant now);

    @SqlUpdate("""
            UPDATE nats_credentials SET revoked_at = :now, revoke_reason = :reason
            WHERE network_id = :network AND user_key = ANY(:users) AND revoked_at IS NULL
            """)
    int revoke(NetworkId network, String[] users, String reason, Instant now);

    @SqlUpdate("DELETE FROM nats_credentials WHERE expires_at < :before")
    int forgetExpired(Instant before);
}
