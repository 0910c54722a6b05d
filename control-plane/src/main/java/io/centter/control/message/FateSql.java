package io.centter.control.message;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// What became of messages, as rows.
interface FateSql {
    static FateSql of(Handle handle) {
        return handle.attach(FateSql.class);
    }

    /// A message that a stream has.
    record Stored(
            NetworkId networkId,
            long seq,
            AgentId agentId,
            @Nullable String sender,
            @Nullable UUID messageId,
            @Nullable UUID correlationId,
            Instant storedAt,
            Instant expiresAt) {}

    /// One that was answered.
    record Handled(NetworkId networkId, long seq, AgentId agentId, Instant handledAt, long deliveries) {}

    /// As it is kept.
    record Row(
            NetworkId networkId,
            long streamSeq,
            AgentId agentId,
            @Nullable String sender,
            @Nullable UUID messageId,
            @Nullable UUID correlationId,
            @Nullable Instant storedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant handledAt,
            @Nullable Long deliveries,
            @Nullable Instant expiredAt) {}

    /// Nothing for a network that is gone. Of both notes of a message either may come first.
    @SqlBatch("""
            INSERT INTO message_fates AS f (network_id, stream_seq, agent_id, sender, message_id, correlation_id,
                stored_at, expires_at)
            SELECT id, :seq, :agentId, :sender, :messageId, :correlationId, :storedAt, :expiresAt
            FROM networks WHERE id = :networkId
            ON CONFLICT (network_id, stream_seq) DO UPDATE SET agent_id = excluded.agent_id, sender = excluded.sender,
                message_id = excluded.message_id, correlation_id = excluded.correlation_id,
                stored_at = excluded.stored_at, expires_at = excluded.expires_at,
                handled_at = CASE WHEN f.stored_at IS NULL OR f.stored_at = excluded.stored_at THEN f.handled_at END,
                deliveries = CASE WHEN f.stored_at IS NULL OR f.stored_at = excluded.stored_at THEN f.deliveries END,
                expired_at = NULL, looked_for = false, noted_at = now()
            """)
    void stored(@BindMethods List<Stored> some);

    @SqlBatch("""
            INSERT INTO message_fates (network_id, stream_seq, agent_id, handled_at, deliveries)
            SELECT id, :seq, :agentId, :handledAt, :deliveries FROM networks WHERE id = :networkId
            ON CONFLICT (network_id, stream_seq) DO UPDATE SET handled_at = excluded.handled_at,
                deliveries = excluded.deliveries
            """)
    void handled(@BindMethods List<Handled> some);

    String ROW = """
            SELECT network_id, stream_seq, agent_id, sender, message_id, correlation_id, stored_at, expires_at,
                handled_at, deliveries, expired_at FROM message_fates
            """;

    @SqlQuery(ROW + """
            WHERE network_id = :network AND (message_id = :id OR correlation_id = :id) ORDER BY stream_seq LIMIT :limit
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> conversation(NetworkId network, UUID id, int limit);

    @SqlQuery("""
            SELECT stream_seq FROM message_fates WHERE network_id = :network AND message_id = :id
            ORDER BY stream_seq LIMIT 1
            """)
    Optional<Long> placeOf(NetworkId network, UUID id);

    /// Those whose time is over and that nobody handled.
    @SqlQuery(ROW + """
            WHERE handled_at IS NULL AND NOT looked_for AND expires_at <= :by ORDER BY expires_at LIMIT :limit
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> due(Instant by, int limit);

    /// Notes that it was looked for, and whether it was there; 0 where another process has done so.
    @SqlUpdate("""
            UPDATE message_fates SET looked_for = true, expired_at = :expiredAt
            WHERE network_id = :network AND stream_seq = :seq AND NOT looked_for
            """)
    int lookedFor(NetworkId network, long seq, @Nullable Instant expiredAt);

    @SqlUpdate("""
            DELETE FROM message_fates f WHERE noted_at < :before OR stream_seq <= (
                SELECT stream_seq FROM message_fates l WHERE l.network_id = f.network_id
                ORDER BY stream_seq DESC OFFSET :most LIMIT 1)
            """)
    int forget(Instant before, int most);
}
