package io.centter.model.presence;

import io.centter.model.heartbeat.HeartbeatStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One past change of an agent's presence or status.
public record PresenceRecord(
        Instant at,
        Presence from,
        Presence to,
        PresenceCause cause,
        @Nullable HeartbeatStatus status,
        boolean stuck) {}
