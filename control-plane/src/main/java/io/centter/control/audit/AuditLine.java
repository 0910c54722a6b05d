package io.centter.control.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of the audit log as it is stored; `before` and `after` are JSON.
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
    AuditLine withHash(byte[] other) {
        return new AuditLine(
                chain, seq, networkId, at, actor, action, target, before, after, reason, ip, traceId, prevHash, other);
    }
}
