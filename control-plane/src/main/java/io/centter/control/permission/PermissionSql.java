package io.centter.control.permission;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import io.centter.model.permission.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(PermissionSql.Row.class)
interface PermissionSql {
    /// What was given or taken by hand.
    record Row(
            UUID id,
            AgentId agentId,
            String scope,
            Effect effect,
            @Nullable String reason,
            @Nullable UserId grantedBy,
            @Nullable Instant expiresAt,
            Instant createdAt) {}

    static PermissionSql of(Handle handle) {
        return handle.attach(PermissionSql.class);
    }

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM agents WHERE network_id = :network AND id = :agent AND deleted_at IS NULL)
            """)
    boolean hasAgent(NetworkId network, AgentId agent);

    /// All that did not end and did not expire.
    @SqlQuery("""
            SELECT id, agent_id, scope, effect, reason, granted_by, expires_at, created_at FROM permissions
            WHERE network_id = :network AND agent_id = :agent AND ended_at IS NULL
                AND (expires_at IS NULL OR expires_at > :now)
            """)
    List<Row> live(NetworkId network, AgentId agent, Instant now);

    @SqlQuery("""
            SELECT id, agent_id, scope, effect, reason, granted_by, expires_at, created_at FROM permissions
            WHERE network_id = :network AND agent_id = :agent AND id = :id AND ended_at IS NULL
                AND (expires_at IS NULL OR expires_at > :now)
            """)
    Optional<Row> find(NetworkId network, AgentId agent, UUID id, Instant now);

    @SqlUpdate("""
            INSERT INTO permissions (id, network_id, agent_id, scope, effect, reason, granted_by, expires_at, created_at)
            VALUES (:id, :network, :agentId, :scope, :effect, :reason, :grantedBy, :expiresAt, :createdAt)
            """)
    void insert(NetworkId network, @BindMethods Row row);

    @SqlUpdate("""
            UPDATE permissions SET ended_at = :now, ended_by = :by, end_reason = :reason
            WHERE network_id = :network AND id = :id AND ended_at IS NULL
            """)
    int end(NetworkId network, UUID id, UserId by, String reason, Instant now);

    /// Ends what has expired, of one agent or of all.
    @SqlQuery("""
            WITH over AS (
                SELECT id FROM permissions
                WHERE network_id = :network AND ended_at IS NULL AND expires_at <= :now
                    AND (CAST(:agent AS text) IS NULL OR agent_id = :agent)
                ORDER BY expires_at LIMIT :limit
            )
            UPDATE permissions p SET ended_at = :now FROM over WHERE p.id = over.id
            RETURNING p.id, p.agent_id, p.scope, p.effect, p.reason, p.granted_by, p.expires_at, p.created_at
            """)
    List<Row> endExpired(NetworkId network, @Nullable AgentId agent, int limit, Instant now);

    /// Networks in which something has expired and did not end yet.
    @SqlQuery("""
            SELECT DISTINCT p.network_id FROM permissions p
            JOIN networks n ON n.id = p.network_id AND n.status <> 'deleting'
            WHERE p.ended_at IS NULL AND p.expires_at <= :now
            """)
    List<NetworkId> networksWithExpired(Instant now);
}
