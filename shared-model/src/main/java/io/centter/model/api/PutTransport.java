package io.centter.model.api;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// How an agent is to be reached, as far as nobody knows better from its heartbeats.
///
/// @param endpointUrl needed for `https`; absent takes a former one away
public record PutTransport(Transport transport, @Nullable String endpointUrl) {
    public PutTransport {
        Names.requirePresent("transport", transport);
        if (transport == Transport.HTTPS && endpointUrl == null) {
            throw new InvalidValue("endpoint_url", "The transport https needs an endpoint_url.");
        }
    }
}
