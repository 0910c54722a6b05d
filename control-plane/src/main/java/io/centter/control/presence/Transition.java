package io.centter.control.presence;

import io.centter.model.event.EventData;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of an agent's presence, status or being stuck.
public record Transition(
        NetworkId network,
        AgentId agent,
        Instant at,
        Presence from,
        Presence to,
        PresenceCause cause,
        @Nullable HeartbeatStatus status,
        @Nullable Instant lastHeartbeatAt,
        boolean connected,
        boolean stuck,
        int workInFlight) {
    public EventData.PresenceChanged event() {
        return new EventData.PresenceChanged(
                agent, from, to, cause, status, lastHeartbeatAt, connected, stuck, workInFlight);
    }
}
