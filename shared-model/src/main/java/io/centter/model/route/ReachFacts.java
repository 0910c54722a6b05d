package io.centter.model.route;

import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people and the agent itself say of how it is reached. Nothing of it is checked.
///
/// @param connected whether the broker holds a connection of it
/// @param declared by people; counts where the agent says no transports
/// @param declaredUrl by people; counts where the agent gives none that may be used
/// @param said its transports, best first; empty where it leaves that to its location
public record ReachFacts(
        AgentId agent,
        boolean locked,
        boolean connected,
        Transport declared,
        @Nullable String declaredUrl,
        @Nullable Location location,
        Said said) {
    /// What the last heartbeat says of it.
    public record Said(List<Transport> transports, @Nullable String endpointUrl) {
        public static final Said NOTHING = new Said(List.of(), null);

        public Said {
            transports = List.copyOf(transports);
        }
    }
}
