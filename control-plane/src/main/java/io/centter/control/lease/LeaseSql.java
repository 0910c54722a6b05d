package io.centter.control.lease;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Leases as rows. All times are the database's own.
interface LeaseSql {
    static LeaseSql of(Handle handle) {
        return handle.attach(LeaseSql.class);
    }

    /// Takes a lease that is free, over since `wait`, or of a process that is gone, or keeps one that is held already.
    /// The epoch rises with each
    /// change of the holder.
    ///
    /// @return the epoch; empty where somebody else holds it
    @SqlQuery("""
            INSERT INTO leases AS l (name, holder, epoch, expires_at)
            VALUES (:name, :holder, 1, now() + make_interval(secs => :seconds))
            ON CONFLICT (name) DO UPDATE SET holder = :holder, expires_at = excluded.expires_at,
                epoch = l.epoch + CASE WHEN l.holder = :holder THEN 0 ELSE 1 END
            WHERE (l.holder = :holder AND (:wait = 0 OR l.expires_at > now()))
                OR l.expires_at < now() - make_interval(secs => :wait) OR (:wait = 0 AND plane_is_gone(l.holder))
            RETURNING epoch
            """)
    Optional<Long> hold(String name, String holder, double seconds, double wait);

    /// Locks the row of a lease that is still of this epoch, so that nobody takes it before this transaction ends.
    @SqlQuery("SELECT 1 FROM leases WHERE name = :name AND epoch = :epoch FOR SHARE")
    Optional<Integer> isOf(String name, long epoch);

    @SqlUpdate("UPDATE leases SET expires_at = now() WHERE name = :name AND holder = :holder")
    void release(String name, String holder);
}
