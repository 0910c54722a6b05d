package io.centter.model.route;

import io.centter.model.heartbeat.Transport;
import org.jspecify.annotations.Nullable;

/// What agents meet on: the broker, one VPC, one tailnet, or the public network.
///
/// @param place the VPC or the tailnet
public record Medium(Transport transport, @Nullable String place) {
    static final Medium BROKER = new Medium(Transport.NATS, null);
    static final Medium PUBLIC = new Medium(Transport.HTTPS, null);
}
