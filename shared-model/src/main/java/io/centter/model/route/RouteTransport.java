package io.centter.model.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.heartbeat.Transport;

/// What a route goes by. A lower priority is better. Everything but NATS and what is made of it is a fallback for
/// agents
/// that are not on NATS yet, and deprecated as such.
public enum RouteTransport {
    @JsonProperty("nats")
    NATS(-1, false),
    @JsonProperty("vpc")
    VPC(0, true),
    @JsonProperty("tailscale")
    TAILSCALE(1, true),
    @JsonProperty("https")
    HTTPS(2, true),
    /// Through other agents, where there is no direct path.
    @JsonProperty("relay")
    RELAY(3, true),
    /// No path.
    @JsonProperty("none")
    NONE(9, false);

    private final int priority;
    private final boolean deprecated;

    RouteTransport(int priority, boolean deprecated) {
        this.priority = priority;
        this.deprecated = deprecated;
    }

    public int priority() {
        return priority;
    }

    public boolean deprecated() {
        return deprecated;
    }

    public static RouteTransport of(Transport transport) {
        return switch (transport) {
            case NATS -> NATS;
            case VPC -> VPC;
            case TAILSCALE -> TAILSCALE;
            case HTTPS -> HTTPS;
        };
    }
}
