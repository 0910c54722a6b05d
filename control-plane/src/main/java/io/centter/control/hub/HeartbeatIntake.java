package io.centter.control.hub;

import com.fasterxml.jackson.databind.ObjectReader;
import io.centter.control.presence.Intake;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.RegistryFeed;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Heartbeats from the mesh. Who sends one is proven by its subject, account and agent; what cannot be taken is counted
/// by its reason and dropped, whatever it is.
final class HeartbeatIntake {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatIntake.class);
    private static final long PENDING_MESSAGES = 1_000_000;
    private static final long PENDING_BYTES = 256L << 20;
    // An agent id and the dot before it, the end of every subject here.
    private static final int TOKEN = 13;

    private final PresenceBoard board;
    private final RegistryFeed registry;
    private final Function<String, Optional<NetworkId>> networkOf;
    private final Map<Intake, LongAdder> counts = new ConcurrentHashMap<>();
    private final ObjectReader reader = Wire.tolerant().readerFor(Heartbeat.class);

    /// @param networkOf whose account it is, without waiting
    HeartbeatIntake(PresenceBoard board, RegistryFeed registry, Function<String, Optional<NetworkId>> networkOf) {
        this.board = board;
        this.registry = registry;
        this.networkOf = networkOf;
        for (Intake intake : Intake.values()) {
            counts.put(intake, new LongAdder());
        }
    }

    void subscribe(Connection control) {
        Dispatcher dispatcher = control.createDispatcher(this::received);
        dispatcher.setPendingLimits(PENDING_MESSAGES, PENDING_BYTES);
        dispatcher.subscribe("*.mesh.heartbeat.*");
    }

    void received(Message message) {
        Intake intake;
        try {
            intake = take(message.getSubject(), message.getData());
        } catch (RuntimeException e) {
            LOG.error("heartbeat=failed subject={}", message.getSubject(), e);
            intake = Intake.MALFORMED;
        }
        count(intake);
    }

    /// How many had this end, since the start.
    long count(Intake... some) {
        long sum = 0;
        for (Intake one : some) {
            LongAdder adder = counts.get(one);
            sum += adder == null ? 0 : adder.sum();
        }
        return sum;
    }

    long received() {
        return count(Intake.values());
    }

    private void count(Intake intake) {
        LongAdder adder = counts.get(intake);
        if (adder != null) {
            adder.increment();
        }
    }

    private Intake take(String subject, byte[] content) {
        if (content.length > Heartbeat.MAX_BYTES) {
            return Intake.OVERSIZED;
        }
        Optional<NetworkId> network = networkOf.apply(subject.substring(0, subject.indexOf('.')));
        if (network.isEmpty()) {
            return Intake.UNKNOWN_AGENT;
        }
        try {
            Heartbeat beat = reader.readValue(content);
            if (beat == null) {
                return Intake.MALFORMED;
            }
            AgentId agent = beat.agentId();
            if (!subject.endsWith(agent.value()) || subject.charAt(subject.length() - TOKEN) != '.') {
                return Intake.WRONG_AGENT;
            }
            Intake intake = board.heartbeat(network.get(), agent, beat, false);
            if (intake == Intake.UNKNOWN_AGENT) {
                registry.missing(agent);
            }
            return intake;
        } catch (IOException | InvalidValue e) {
            LOG.debug("heartbeat=malformed subject={} reason={}", subject, e.getMessage());
            return Intake.MALFORMED;
        }
    }
}
