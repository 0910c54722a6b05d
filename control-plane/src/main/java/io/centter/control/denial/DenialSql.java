package io.centter.control.denial;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Denials by agent, subject and operation.
interface DenialSql {
    static DenialSql of(Handle handle) {
        return handle.attach(DenialSql.class);
    }

    /// What came in.
    record Report(AgentId agent, String subject, String operation, long count, Instant at) {}

    /// How it stands after that.
    ///
    /// @param before when it was last refused before; null where it is new
    record Noted(long count, @Nullable Instant before) {}

    /// A row with the agent that it is of.
    record Row(
            AgentId agentId,
            String name,
            Role role,
            String subject,
            String operation,
            long count,
            Instant firstAt,
            Instant lastAt) {}

    /// Adds to what is known; nothing for an agent that is gone.
    @SqlQuery("""
            WITH before AS (
                SELECT last_at FROM denials WHERE network_id = :network AND agent_id = :agent AND subject = :subject
                    AND operation = :operation
            )
            INSERT INTO denials AS d (network_id, agent_id, subject, operation, count, first_at, last_at)
            SELECT :network, a.id, :subject, :operation, :count, :at, :at FROM agents a
            WHERE a.network_id = :network AND a.id = :agent AND a.deleted_at IS NULL
            ON CONFLICT (network_id, agent_id, subject, operation) DO UPDATE SET count = d.count + excluded.count,
                last_at = greatest(d.last_at, excluded.last_at)
            RETURNING d.count, (SELECT last_at FROM before) AS before
            """)
    @RegisterConstructorMapper(Noted.class)
    List<Noted> note(NetworkId network, @BindMethods Report report);

    /// The latest first.
    @SqlQuery("""
            SELECT d.agent_id, a.name, a.role, d.subject, d.operation, d.count, d.first_at, d.last_at
            FROM denials d JOIN agents a ON a.id = d.agent_id
            WHERE d.network_id = :network AND a.deleted_at IS NULL AND d.last_at > :since
                AND (:agent IS NULL OR d.agent_id = :agent)
                AND (d.last_at, d.agent_id, d.subject, d.operation) < (:at, :after, :subject, :operation)
            ORDER BY d.last_at DESC, d.agent_id DESC, d.subject DESC, d.operation DESC LIMIT :limit
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> list(NetworkId network, @Nullable String agent, Instant since, @BindMethods Place before, int limit);

    /// Where a page begins.
    record Place(Instant at, String after, String subject, String operation) {}

    /// Keeps the latest of a network.
    @SqlUpdate("""
            DELETE FROM denials WHERE ctid IN (
                SELECT ctid FROM denials WHERE network_id = :network
                ORDER BY last_at DESC, agent_id, subject, operation OFFSET :most)
            """)
    int trim(NetworkId network, int most);

    @SqlUpdate("DELETE FROM denials WHERE last_at < :before")
    int forget(Instant before);
}
