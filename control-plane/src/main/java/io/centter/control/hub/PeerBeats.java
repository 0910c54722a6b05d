package io.centter.control.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.presence.PresenceBoard;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Heartbeats that came to one plane by HTTP, for the boards of the others. What comes over the broker all of them hear
/// anyway.
final class PeerBeats {
    private static final Logger LOG = LoggerFactory.getLogger(PeerBeats.class);
    private static final String SUBJECT = "hub.beat.";

    private final Supplier<Optional<Connection>> control;
    private final PresenceBoard board;
    private final String process;

    /// @param process names this plane among all, as one token
    PeerBeats(Supplier<Optional<Connection>> control, PresenceBoard board, String process) {
        this.control = control;
        this.board = board;
        this.process = process;
    }

    void subscribe(Connection connection) {
        connection.createDispatcher(this::heard).subscribe(SUBJECT + "*.*");
    }

    /// Tells the others; where the broker is away, they learn of the agent with its next heartbeat.
    void tell(NetworkId network, Heartbeat beat) {
        control.get().ifPresent(connection -> {
            try {
                connection.publish(
                        SUBJECT + process + "." + network, Wire.strict().writeValueAsBytes(beat));
            } catch (IllegalStateException | JsonProcessingException e) {
                LOG.debug("beat=untold agent={} reason={}", beat.agentId(), e.getMessage());
            }
        });
    }

    private void heard(Message message) {
        String[] tokens = message.getSubject().split("\\.", -1);
        if (tokens[2].equals(process)) {
            return;
        }
        try {
            Heartbeat beat = Wire.tolerant().readValue(message.getData(), Heartbeat.class);
            board.heartbeat(NetworkId.parse(tokens[3]), beat.agentId(), beat, true);
        } catch (IOException | InvalidValue e) {
            LOG.warn("beat=unreadable subject={} reason={}", message.getSubject(), e.getMessage());
        }
    }
}
