package io.centter.control.agent;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(AgentRow.class)
interface AgentSql {
    /// A row to be written.
    @SuppressWarnings("ArrayRecordComponent")
    record NewAgent(
            AgentId id,
            NetworkId network,
            String name,
            Slug slug,
            Role role,
            @Nullable String description,
            Transport transport,
            byte[] keyHash,
            UserId by,
            Instant now) {}

    static AgentSql of(Handle handle) {
        return handle.attach(AgentSql.class);
    }

    @SqlUpdate("""
            INSERT INTO agents (id, network_id, name, slug, role, description, transport, api_key_hash, api_key_created_at,
                created_by, created_at, updated_at)
            VALUES (:id, :network, :name, :slug, :role, :description, :transport, :keyHash, :now, :by, :now, :now)
            ON CONFLICT DO NOTHING
            """)
    int insert(@BindMethods NewAgent agent);

    @SqlQuery(
            "SELECT EXISTS (SELECT 1 FROM agents WHERE network_id = :network AND slug = :slug AND deleted_at IS NULL)")
    boolean slugTaken(NetworkId network, Slug slug);

    @SqlQuery("""
            SELECT id, network_id, name, slug, role, description, transport, declared_endpoint_url, locked_at, locked_until,
                lock_reason, last_heartbeat_at, version, created_at, updated_at
            FROM agents WHERE id = :id AND network_id = :network AND deleted_at IS NULL
            """)
    Optional<AgentRow> row(NetworkId network, AgentId id);

    @SqlQuery("""
            SELECT id, network_id, name, slug, role, description, transport, declared_endpoint_url, locked_at, locked_until,
                lock_reason, last_heartbeat_at, version, created_at, updated_at
            FROM agents WHERE network_id = :network AND deleted_at IS NULL AND slug > :after ORDER BY slug LIMIT :limit
            """)
    List<AgentRow> list(NetworkId network, String after, int limit);

    @SqlUpdate("""
            UPDATE agents SET name = :name, role = :role, description = :description, version = version + 1, updated_at = :now
            WHERE network_id = :network AND id = :id AND deleted_at IS NULL
            """)
    void update(NetworkId network, AgentId id, String name, Role role, @Nullable String description, Instant now);

    @SqlUpdate("""
            UPDATE agents SET deleted_at = :now, api_key_hash = NULL, api_key_hash_previous = NULL,
                previous_valid_until = NULL, version = version + 1, updated_at = :now
            WHERE network_id = :network AND id = :id
            """)
    void delete(NetworkId network, AgentId id, Instant now);

    /// Its places in teams; with them go the scopes that they brought.
    @SqlUpdate("DELETE FROM team_agents WHERE network_id = :network AND agent_id = :id")
    void leaveTeams(NetworkId network, AgentId id);

    @SqlUpdate("""
            UPDATE agents SET api_key_hash_previous = CASE WHEN CAST(:oldUntil AS timestamptz) IS NULL THEN NULL
                    ELSE api_key_hash END,
                previous_valid_until = :oldUntil, api_key_hash = :hash, api_key_created_at = :now, version = version + 1,
                updated_at = :now
            WHERE network_id = :network AND id = :id
            """)
    void rotateKey(NetworkId network, AgentId id, byte[] hash, @Nullable Instant oldUntil, Instant now);

    @SqlUpdate("""
            UPDATE agents SET transport = :transport, declared_endpoint_url = :url, version = version + 1,
                updated_at = :now
            WHERE network_id = :network AND id = :id
            """)
    void setTransport(NetworkId network, AgentId id, Transport transport, @Nullable String url, Instant now);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM deployments WHERE network_id = :network AND agent_id = :id AND ended_at IS NULL)
            """)
    boolean isDeployed(NetworkId network, AgentId id);
}
