package io.centter.control.audit;

import io.centter.control.db.Transactions;
import io.centter.model.identity.NetworkId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/// Reads a network's lines in parts: a part is one short statement, so that neither memory nor a connection is held for
/// as long as somebody takes to read them all.
public final class AuditReader {
    private static final String COLUMNS = """
            SELECT chain, seq, network_id, at, actor, action, target, before, after, reason, ip, trace_id, prev_hash, hash
            FROM audit_log WHERE chain = :chain
            """;

    private final Transactions transactions;

    public AuditReader(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Lines before one, newest first.
    public List<AuditLine> newest(NetworkId network, AuditFilter filter, long before, int limit) {
        return part(network, filter, " AND seq < :place", " ORDER BY seq DESC LIMIT :limit", before, limit);
    }

    /// Lines after one, in the order in which they were written.
    public List<AuditLine> oldest(NetworkId network, AuditFilter filter, long after, int limit) {
        return part(network, filter, " AND seq > :place", " ORDER BY seq LIMIT :limit", after, limit);
    }

    /// Where the chain ends at this moment.
    public static AuditHead head(Handle handle, String chain) {
        return AuditSql.of(handle).head(chain).orElseGet(() -> new AuditHead(0, AuditChain.START));
    }

    private List<AuditLine> part(
            NetworkId network, AuditFilter filter, String from, String order, long place, int limit) {
        return transactions.read(handle -> {
            Query query = handle.createQuery(COLUMNS + from + filter.conditions() + order);
            return filter.bindTo(query)
                    .bind("chain", network.toString())
                    .bind("place", place)
                    .bind("limit", limit)
                    .map(ConstructorMapper.of(AuditLine.class))
                    .list();
        });
    }
}
