package io.centter.sdk.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which lines of an audit log; what is null is not asked about, and everything else must hold.
///
/// @param actor such as `user:<id>`
/// @param action such as `agent.create`; `agent.*` for all that begin so
/// @param target such as `agent:<id>`
/// @param q words that occur anywhere in the line
public record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String target,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String q) {
    public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null);
}
