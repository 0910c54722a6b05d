package io.centter.control.audit;

import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface AuditSql {
    /// The end of a chain.
    @SuppressWarnings("ArrayRecordComponent")
    record Head(long seq, byte[] head) {}

    static AuditSql of(Handle handle) {
        return handle.attach(AuditSql.class);
    }

    @SqlUpdate("INSERT INTO audit_chains (chain, seq, head) VALUES (:chain, 0, :start) ON CONFLICT DO NOTHING")
    void begin(String chain, byte[] start);

    @SqlQuery("SELECT seq, head FROM audit_chains WHERE chain = :chain FOR UPDATE")
    @RegisterConstructorMapper(Head.class)
    Head lockHead(String chain);

    @SqlUpdate("UPDATE audit_chains SET seq = :seq, head = :head WHERE chain = :chain")
    void moveHead(String chain, long seq, byte[] head);

    @SqlUpdate("""
            INSERT INTO audit_log (chain, seq, network_id, at, actor, action, target, before, after, reason, ip, trace_id,
                prev_hash, hash)
            VALUES (:chain, :seq, :networkId, :at, :actor, :action, :target, CAST(:before AS jsonb), CAST(:after AS jsonb),
                :reason, :ip, :traceId, :prevHash, :hash)
            """)
    void insert(@BindMethods AuditLine line);

    @SqlQuery("""
            SELECT chain, seq, network_id, at, actor, action, target, before, after, reason, ip, trace_id, prev_hash, hash
            FROM audit_log WHERE chain = :chain ORDER BY seq
            """)
    @RegisterConstructorMapper(AuditLine.class)
    Stream<AuditLine> chain(String chain);
}
