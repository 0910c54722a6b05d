package io.centter.model.heartbeat;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A way to reach an agent. A lower priority is better.
public enum Transport {
    @JsonProperty("nats")
    NATS(-1),
    @JsonProperty("vpc")
    VPC(0),
    @JsonProperty("tailscale")
    TAILSCALE(1),
    @JsonProperty("https")
    HTTPS(2);

    private final int priority;

    Transport(int priority) {
        this.priority = priority;
    }

    public int priority() {
        return priority;
    }
}
