package io.centter.model.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.heartbeat.Transport;

/// By what the receiver of a hop knows who sends.
public enum RouteAuth {
    /// The broker proves the sender.
    @JsonProperty("broker")
    BROKER,
    /// The address it comes from, inside a network that is trusted as a whole.
    @JsonProperty("ip-trust")
    IP_TRUST,
    /// A token of the network's authority, as `Authorization: Bearer`.
    @JsonProperty("jwt")
    JWT;

    public static RouteAuth of(Transport transport) {
        return switch (transport) {
            case NATS -> BROKER;
            case VPC, TAILSCALE -> IP_TRUST;
            case HTTPS -> JWT;
        };
    }
}
