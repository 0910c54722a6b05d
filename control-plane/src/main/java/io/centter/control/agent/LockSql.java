package io.centter.control.agent;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface LockSql {
    /// An agent that is locked, or was.
    record Locked(NetworkId networkId, AgentId id) {}

    static LockSql of(Handle handle) {
        return handle.attach(LockSql.class);
    }

    @SqlUpdate("""
            UPDATE agents SET locked_at = :now, locked_until = :until, lock_reason = :reason, version = version + 1,
                updated_at = :now
            WHERE network_id = :network AND id = :agent AND deleted_at IS NULL
            """)
    void lock(NetworkId network, AgentId agent, @Nullable Instant until, String reason, Instant now);

    @SqlUpdate("""
            UPDATE agents SET locked_at = NULL, locked_until = NULL, lock_reason = NULL, version = version + 1,
                updated_at = :now
            WHERE network_id = :network AND id = :agent
            """)
    void unlock(NetworkId network, AgentId agent, Instant now);

    @SqlQuery("""
            SELECT network_id, id FROM agents WHERE locked_until <= :now AND deleted_at IS NULL
            ORDER BY locked_until LIMIT 1000
            """)
    @RegisterConstructorMapper(Locked.class)
    List<Locked> over(Instant now);

    /// Takes away a lock whose time is over; one that was locked again meanwhile keeps its lock.
    @SqlUpdate("""
            UPDATE agents SET locked_at = NULL, locked_until = NULL, lock_reason = NULL, version = version + 1,
                updated_at = :now
            WHERE network_id = :network AND id = :agent AND locked_until <= :now AND deleted_at IS NULL
            """)
    int end(NetworkId network, AgentId agent, Instant now);

    @SqlUpdate("""
            UPDATE nats_credentials SET revoked_at = :now, revoke_reason = 'agent locked'
            WHERE network_id = :network AND agent_id = :agent AND revoked_at IS NULL AND expires_at > :now
            """)
    int revokeCredentials(NetworkId network, AgentId agent, Instant now);

    @SqlUpdate("UPDATE networks SET authz_version = authz_version + 1 WHERE id = :network")
    void changeAuthorization(NetworkId network);
}
