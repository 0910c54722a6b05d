package io.centter.model.heartbeat;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an agent says of itself; presence is what the hub concludes.
public enum HeartbeatStatus {
    @JsonProperty("ok")
    OK,
    @JsonProperty("busy")
    BUSY,
    @JsonProperty("degraded")
    DEGRADED,
    @JsonProperty("draining")
    DRAINING
}
