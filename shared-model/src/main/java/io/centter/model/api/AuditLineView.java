package io.centter.model.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a network's audit log.
///
/// @param seq counts the lines of the network from 1, without gaps
/// @param actor `user:<id>`, `agent:<id>`, `hub` or `nobody`
/// @param action such as `agent.create`
/// @param target such as `agent:<id>`
/// @param before what it was, without secrets
/// @param after what it is since then, without secrets
/// @param hash over this line and the one before it, in hex, under a key that only the server has
public record AuditLineView(
        long seq,
        Instant at,
        String actor,
        String action,
        String target,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        @Nullable String reason,
        @Nullable String ip,
        @Nullable String traceId,
        String hash) {}
