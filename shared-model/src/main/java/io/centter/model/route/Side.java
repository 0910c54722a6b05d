package io.centter.model.route;

import org.jspecify.annotations.Nullable;

/// Whether an agent is reached by one transport, and where.
///
/// @param place the VPC or the tailnet; null for NATS and HTTPS, and where it is not known
/// @param address an IP address or a URL; null for NATS and where there is none that may be used
/// @param lack null where the transport leads to the agent
/// @param detail what more there is to say about the lack
public record Side(
        @Nullable String place,
        @Nullable String address,
        @Nullable Lack lack,
        @Nullable String detail) {
    static final Side NATS = new Side(null, null, null, null);

    static Side at(@Nullable String place, String address) {
        return new Side(place, address, null, null);
    }

    static Side without(Lack lack) {
        return new Side(null, null, lack, null);
    }

    public boolean isThere() {
        return lack == null;
    }
}
