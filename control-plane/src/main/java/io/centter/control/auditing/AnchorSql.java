package io.centter.control.auditing;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface AnchorSql {
    /// A chain, where it ends, and how far it was told of.
    record Moved(String chain, long seq, long told) {}

    static AnchorSql of(Handle handle) {
        return handle.attach(AnchorSql.class);
    }

    @SqlQuery("""
            SELECT c.chain, c.seq, coalesce(a.seq, 0) AS told FROM audit_chains c LEFT JOIN audit_anchors a USING (chain)
            WHERE c.seq <> coalesce(a.seq, 0) AND coalesce(a.at, '-infinity') <= :due ORDER BY c.chain
            """)
    @RegisterConstructorMapper(Moved.class)
    List<Moved> moved(Instant due);

    @SqlUpdate("""
            INSERT INTO audit_anchors (chain, seq, at) VALUES (:chain, :seq, :now)
            ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, at = excluded.at
            """)
    void told(String chain, long seq, Instant now);
}
