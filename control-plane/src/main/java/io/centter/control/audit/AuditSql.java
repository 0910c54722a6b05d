package io.centter.control.audit;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface AuditSql {
    /// Where a chain ends by its own account, and the last line that there is; both of one moment.
    @SuppressWarnings("ArrayRecordComponent")
    record Ends(long seq, byte[] head, long last) {}

    static AuditSql of(Handle handle) {
        return handle.attach(AuditSql.class);
    }

    @SqlUpdate("INSERT INTO audit_chains (chain, seq, head) VALUES (:chain, 0, :start) ON CONFLICT DO NOTHING")
    void begin(String chain, byte[] start);

    @SqlQuery("SELECT seq, head AS hash FROM audit_chains WHERE chain = :chain FOR UPDATE")
    @RegisterConstructorMapper(AuditHead.class)
    AuditHead lockHead(String chain);

    @SqlUpdate("UPDATE audit_chains SET seq = :seq, head = :head WHERE chain = :chain")
    void moveHead(String chain, long seq, byte[] head);

    @SqlUpdate("""
            INSERT INTO audit_log (chain, seq, network_id, at, actor, action, target, before, after, reason, ip, trace_id,
                prev_hash, hash)
            SELECT :chain, l.seq, :networkId, CAST(l.at AS timestamptz), l.actor, l.action, l.target,
                CAST(l.before AS jsonb), CAST(l.after AS jsonb), l.reason, l.ip, l.trace_id,
                decode(l.prev_hash, 'hex'), decode(l.hash, 'hex')
            FROM unnest(CAST(:seq AS bigint[]), CAST(:at AS text[]), CAST(:actor AS text[]), CAST(:action AS text[]),
                CAST(:target AS text[]), CAST(:before AS text[]), CAST(:after AS text[]), CAST(:reason AS text[]),
                CAST(:ip AS text[]), CAST(:traceId AS text[]), CAST(:prevHash AS text[]), CAST(:hash AS text[]))
                AS l (seq, at, actor, action, target, before, after, reason, ip, trace_id, prev_hash, hash)
            """)
    void insert(@BindMethods AuditColumns lines);

    @SqlQuery("SELECT seq, head AS hash FROM audit_chains WHERE chain = :chain")
    @RegisterConstructorMapper(AuditHead.class)
    Optional<AuditHead> head(String chain);

    @SqlQuery("""
            SELECT coalesce(max(seq), 0) AS seq, coalesce((array_agg(head))[1], decode(repeat('00', 32), 'hex')) AS head,
                (SELECT coalesce(max(l.seq), 0) FROM audit_log l WHERE l.chain = :chain) AS last
            FROM audit_chains WHERE chain = :chain
            """)
    @RegisterConstructorMapper(Ends.class)
    Ends ends(String chain);

    @SqlQuery("SELECT chain FROM audit_chains UNION SELECT DISTINCT chain FROM audit_log ORDER BY chain")
    List<String> chains();

    @SqlQuery("""
            SELECT chain, seq, network_id, at, actor, action, target, before, after, reason, ip, trace_id, prev_hash, hash
            FROM audit_log WHERE chain = :chain AND seq > :after AND seq <= :last ORDER BY seq LIMIT :limit
            """)
    @RegisterConstructorMapper(AuditLine.class)
    List<AuditLine> part(String chain, long after, long last, int limit);
}
