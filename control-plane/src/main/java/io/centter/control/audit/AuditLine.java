package io.centter.control.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of the audit log as it is stored; `before` and `after` are JSON, written with its keys in order and read as
/// the database gives it.
@SuppressWarnings("ArrayRecordComponent")
public record AuditLine(
        String chain,
        long seq,
        @Nullable UUID networkId,
        Instant at,
        String actor,
        String action,
        String target,
        @Nullable String before,
        @Nullable String after,
        @Nullable String reason,
        @Nullable String ip,
        @Nullable String traceId,
        byte[] prevHash,
        byte[] hash) {
    /// The same with its JSON as it was written.
    AuditLine sorted() {
        return new AuditLine(
                chain,
                seq,
                networkId,
                at,
                actor,
                action,
                target,
                AuditChain.sorted(before),
                AuditChain.sorted(after),
                reason,
                ip,
                traceId,
                prevHash,
                hash);
    }

    AuditLine withHash(byte[] other) {
        return new AuditLine(
                chain, seq, networkId, at, actor, action, target, before, after, reason, ip, traceId, prevHash, other);
    }
}
