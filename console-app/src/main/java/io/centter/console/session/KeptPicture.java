package io.centter.console.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.centter.model.api.NetworkView;
import io.centter.model.api.UserView;
import io.centter.model.presence.PresenceSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was last known of a server, shown until it answers: who was signed in, the networks, and the agents of the one
/// that was looked at.
///
/// @param rightAt until when the agents were so, by this machine's clock; null where there is no picture of them
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeptPicture(
        UserView user,
        List<NetworkView> networks,
        @Nullable Instant rightAt,
        @Nullable PresenceSnapshot fleet) {
    public KeptPicture {
        networks = networks == null ? List.of() : List.copyOf(networks);
    }
}
