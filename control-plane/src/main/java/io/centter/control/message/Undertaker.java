package io.centter.control.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.hub.Mesh;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings messages that were delivered as often as is allowed from the workqueue to the dead letters: first the copy,
/// then the deletion, so that a process that dies between leaves it in both, and the copy is made once. The broker's
/// notes of such messages wait in a stream of their own until they are seen to; a sweep finds those of which no note is
/// left.
final class Undertaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Undertaker.class);
    private static final Duration SWEEP = Duration.ofSeconds(60);
    private static final int AT_ONCE = 1_000;

    private final Mesh mesh;
    private final DeadLetters dead;
    private final Set<NetworkId> due = ConcurrentHashMap.newKeySet();
    // Messages that looked dead at the sweep before: only who still does is.
    private final Map<NetworkId, Set<Long>> suspects = new ConcurrentHashMap<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("undertaker").factory());

    Undertaker(Mesh mesh, DeadLetters dead) {
        this.mesh = mesh;
        this.dead = dead;
    }

    void start() {
        var _ = worker.scheduleWithFixedDelay(
                this::sweepAll, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Looks at a network soon; never waits.
    void look(NetworkId network) {
        if (due.add(network) && !worker.isShutdown()) {
            worker.execute(() -> {
                due.remove(network);
                guarded(network, this::buryNoted);
            });
        }
    }

    /// Looks at all networks soon; never waits.
    void sweep() {
        if (!worker.isShutdown()) {
            worker.execute(this::sweepAll);
        }
    }

    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweepAll() {
        if (!mesh.isUp()) {
            return;
        }
        try {
            for (NetworkId network : mesh.suspicious()) {
                guarded(network, this::buryAll);
            }
        } catch (Refused e) {
            LOG.debug("sweep=later reason={}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("sweep=failed", e);
        }
    }

    private interface Burial {
        void in(NetworkId network) throws JetStreamApiException;
    }

    private static void guarded(NetworkId network, Burial burial) {
        try {
            burial.in(network);
        } catch (Refused e) {
            // The note is still there, and the sweep comes by.
            LOG.debug("burial=later network={} reason={}", network, e.getMessage());
        } catch (JetStreamApiException | RuntimeException e) {
            LOG.warn("burial=failed network={} reason={}", network, e.toString());
        }
    }

    private void buryNoted(NetworkId network) throws JetStreamApiException {
        mesh.visit(network, connection -> {
            buryNoted(network, connection);
            return true;
        });
    }

    private void buryAll(NetworkId network) throws JetStreamApiException {
        mesh.visit(network, connection -> {
            buryNoted(network, connection);
            buryUnnoted(network, connection);
            return true;
        });
    }

    private void buryNoted(NetworkId network, Connection connection) throws IOException, JetStreamApiException {
        StreamReader reader = new StreamReader(connection.jetStreamManagement());
        for (int i = 0; i < AT_ONCE; i++) {
            Optional<MessageInfo> note = reader.next(Subjects.UNDELIVERED_STREAM, 1, ">");
            if (note.isEmpty()) {
                return;
            }
            JsonNode said = Wire.tolerant().readTree(Letter.content(note.get()));
            bury(
                    network,
                    reader,
                    said.path("stream_seq").asLong(),
                    said.path("deliveries").asLong());
            reader.delete(Subjects.UNDELIVERED_STREAM, note.get().getSeq());
        }
        look(network);
    }

    /// Messages that a durable has done with and that are still there: those were given up, and nobody noted it. While
    /// it
    /// has others in hand it has done with what is at its ack floor and below, which rises past everything in hand.
    private void buryUnnoted(NetworkId network, Connection connection) throws IOException, JetStreamApiException {
        JetStreamManagement streams = connection.jetStreamManagement();
        StreamReader reader = new StreamReader(streams);
        Set<Long> found = new HashSet<>();
        for (ConsumerInfo durable : streams.getConsumers(Subjects.MESSAGES_STREAM)) {
            long passed = durable.getNumAckPending() == 0
                    ? durable.getDelivered().getStreamSequence()
                    : durable.getAckFloor().getStreamSequence();
            for (MessageInfo message : passedBy(reader, durable, passed)) {
                found.add(message.getSeq());
            }
        }
        Set<Long> before = suspects.getOrDefault(network, Set.of());
        for (long seq : found) {
            if (before.contains(seq)) {
                bury(network, reader, seq, 0);
            }
        }
        suspects.put(network, found);
    }

    private static List<MessageInfo> passedBy(StreamReader reader, ConsumerInfo durable, long passed)
            throws IOException, JetStreamApiException {
        return reader.inbox(new AgentId(durable.getName()), 1, passed, AT_ONCE);
    }

    private void bury(NetworkId network, StreamReader reader, long seq, long deliveries)
            throws IOException, JetStreamApiException {
        Optional<MessageInfo> message = reader.at(Subjects.MESSAGES_STREAM, seq);
        if (message.isEmpty() || !Letter.isOne(String.valueOf(message.get().getSubject()))) {
            return;
        }
        dead.take(network, message.get(), deliveries);
        reader.delete(Subjects.MESSAGES_STREAM, seq);
    }
}
