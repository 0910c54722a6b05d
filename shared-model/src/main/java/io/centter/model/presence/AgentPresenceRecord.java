package io.centter.model.presence;

import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One past change of presence or status, of any agent of a network.
public record AgentPresenceRecord(
        AgentId agent,
        Instant at,
        Presence from,
        Presence to,
        PresenceCause cause,
        @Nullable HeartbeatStatus status,
        boolean stuck) {}
