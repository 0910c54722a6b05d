package io.centter.control.event;

import io.centter.model.identity.NetworkId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The relay's view of the outbox. The first row of a queue (the events of a network, or its work) stands for all of
/// its rows: who has claimed it carries them.
interface RelaySql {
    static RelaySql of(Handle handle) {
        return handle.attach(RelaySql.class);
    }

    /// Rows that are carried in order.
    record Queue(NetworkId networkId, String lane) {}

    /// Claims up to `count` queues whose first row is due. It walks from queue to queue through the index, so a
    /// long backlog of one costs the others nothing; and it never asks for "newer than the last seen", which would
    /// lose the row of a transaction that commits late.
    @SqlQuery("""
            WITH RECURSIVE head AS (
                (SELECT network_id, lane, position FROM outbox WHERE parked_at IS NULL
                 ORDER BY network_id, lane, position LIMIT 1)
                UNION ALL
                SELECT next.network_id, next.lane, next.position FROM head CROSS JOIN LATERAL (
                    SELECT network_id, lane, position FROM outbox
                    WHERE parked_at IS NULL AND (network_id, lane) > (head.network_id, head.lane)
                    ORDER BY network_id, lane, position LIMIT 1) next
            ), due AS (
                SELECT o.position FROM outbox o JOIN head ON head.position = o.position
                WHERE o.available_at <= now()
                    AND (o.claimed_until IS NULL OR o.claimed_until < now() OR plane_is_gone(o.claimed_by))
                ORDER BY o.available_at LIMIT :count FOR UPDATE OF o SKIP LOCKED
            )
            UPDATE outbox SET claimed_by = :holder, claimed_until = now() + make_interval(secs => :seconds)
            FROM due WHERE outbox.position = due.position
            RETURNING outbox.network_id, outbox.lane
            """)
    @RegisterConstructorMapper(Queue.class)
    List<Queue> claim(String holder, int count, int seconds);

    @SqlQuery("""
            SELECT position, network_id, kind, message_id, payload, attempts FROM outbox
            WHERE network_id = :networkId AND lane = :lane AND parked_at IS NULL ORDER BY position LIMIT :limit
            """)
    @RegisterConstructorMapper(OutboxRow.class)
    List<OutboxRow> rows(@BindMethods Queue queue, int limit);

    @SqlUpdate("DELETE FROM outbox WHERE position = ANY(:positions)")
    int done(long[] positions);

    @SqlUpdate("""
            UPDATE outbox SET attempts = attempts + :failed, last_error = :error, claimed_by = NULL, claimed_until = NULL,
                available_at = now() + make_interval(secs => :seconds)
            WHERE position = :position
            """)
    void retry(long position, int failed, String error, double seconds);

    @SqlUpdate("""
            UPDATE outbox SET attempts = attempts + 1, last_error = :error, parked_at = now(), claimed_by = NULL,
                claimed_until = NULL
            WHERE position = :position
            """)
    void park(long position, String error);

    /// Holds on to what this process is carrying.
    @SqlUpdate("""
            UPDATE outbox SET claimed_until = now() + make_interval(secs => :seconds)
            WHERE claimed_by = :holder AND parked_at IS NULL
            """)
    void renew(String holder, int seconds);

    /// Lets rows that wait for a broker be tried at once.
    @SqlUpdate("UPDATE outbox SET available_at = now() WHERE parked_at IS NULL AND available_at > now()")
    void hurry();

    @SqlQuery("SELECT count(*) FROM outbox WHERE parked_at IS NULL")
    long waiting();

    @SqlQuery("SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL")
    long parked();
}
