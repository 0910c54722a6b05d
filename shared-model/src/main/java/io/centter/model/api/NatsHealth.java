package io.centter.model.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the control plane and the broker hear each other.
///
/// @param status `connected`, `connecting` or `not-configured`
/// @param since since when the status holds
/// @param rttMicros round trip of the control connection
/// @param detail what is wrong and what to do, where something is
public record NatsHealth(
        String status,
        Instant since,
        @Nullable Long rttMicros,
        @Nullable String serverVersion,
        List<String> servers,
        long heartbeatsReceived,
        long heartbeatsDropped,
        @Nullable String detail) {}
