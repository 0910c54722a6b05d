package io.centter.model.presence;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether an agent can be counted on. `UNKNOWN` is said while the hub cannot hear: it is not a guess at offline.
public enum Presence {
    @JsonProperty("online")
    ONLINE,
    @JsonProperty("degraded")
    DEGRADED,
    @JsonProperty("offline")
    OFFLINE,
    @JsonProperty("unknown")
    UNKNOWN
}
