package io.centter.model.presence;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why presence or status changed.
public enum PresenceCause {
    /// A heartbeat came.
    @JsonProperty("heartbeat")
    HEARTBEAT,
    /// The broker saw the agent connect.
    @JsonProperty("connected")
    CONNECTED,
    /// The broker saw its last connection close.
    @JsonProperty("disconnected")
    DISCONNECTED,
    /// No heartbeat for too long.
    @JsonProperty("silence")
    SILENCE,
    /// Read from the broker's list of connections after a restart of either side.
    @JsonProperty("reconciled")
    RECONCILED,
    /// The hub itself cannot be heard.
    @JsonProperty("hub-away")
    HUB_AWAY
}
