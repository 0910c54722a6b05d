package io.centter.model.presence;

import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One agent as it was at some moment.
///
/// @param since when it had become so; absent where that is older than the history
public record PastPresence(
        AgentId agent,
        String name,
        Slug slug,
        Presence presence,
        @Nullable HeartbeatStatus status,
        boolean stuck,
        @Nullable Instant since) {}
