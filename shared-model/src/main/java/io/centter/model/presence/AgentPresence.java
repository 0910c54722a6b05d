package io.centter.model.presence;

import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One agent as the hub sees it now; a row of the console's table.
///
/// @param presence what the hub concludes
/// @param status what the agent last said of itself; absent before its first heartbeat
/// @param since when presence or status last changed; later wins where two pictures differ
/// @param lastHeartbeatAt absent before the first
/// @param connected whether the broker holds a connection of it
/// @param stuck work in flight without progress
/// @param duplicateInstance two boots of one agent send heartbeats at the same time
public record AgentPresence(
        AgentId agent,
        String name,
        Slug slug,
        Role role,
        Presence presence,
        @Nullable HeartbeatStatus status,
        Instant since,
        @Nullable Instant lastHeartbeatAt,
        boolean connected,
        boolean stuck,
        boolean duplicateInstance,
        @Nullable Transport transport,
        @Nullable Location location,
        List<String> capabilities,
        List<String> skills,
        int workInFlight,
        @Nullable String version) {}
