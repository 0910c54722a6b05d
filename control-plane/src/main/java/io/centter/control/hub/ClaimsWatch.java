package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears every account that anybody gives to the broker or takes from it: this process, another one, or somebody who
/// should not. Nothing that is said is believed; it is a reason to look.
final class ClaimsWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimsWatch.class);

    private final Function<String, Optional<NetworkId>> networkOf;
    private final Predicate<String> echo;
    private final Consumer<NetworkId> suspicion;

    /// @param networkOf whose account it is, without waiting
    /// @param echo whether a JWT of this id is this process's own doing
    ClaimsWatch(
            Function<String, Optional<NetworkId>> networkOf, Predicate<String> echo, Consumer<NetworkId> suspicion) {
        this.networkOf = networkOf;
        this.echo = echo;
        this.suspicion = suspicion;
    }

    void subscribe(Connection system) {
        Dispatcher claims = system.createDispatcher(this::told);
        claims.subscribe("$SYS.REQ.CLAIMS.UPDATE");
        claims.subscribe("$SYS.REQ.CLAIMS.DELETE");
        claims.subscribe("$SYS.ACCOUNT.*.CLAIMS.UPDATE");
    }

    private void told(Message message) {
        String[] parts = new String(message.getData(), StandardCharsets.UTF_8).split("\\.", -1);
        if (parts.length != 3) {
            return;
        }
        try {
            JsonNode claims = Wire.tolerant().readTree(Base64.getUrlDecoder().decode(parts[1]));
            if (echo.test(claims.path("jti").asText())) {
                return;
            }
            suspect(claims.path("sub").asText());
            claims.path("nats").path("accounts").forEach(account -> suspect(account.asText()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("claims=unreadable subject={} reason={}", message.getSubject(), e.getMessage());
        }
    }

    private void suspect(String account) {
        networkOf.apply(account).ifPresent(suspicion);
    }
}
