package io.centter.control.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.hub.Mesh;
import io.centter.model.event.Replay;
import io.centter.model.event.ReplayQuery;
import io.centter.model.event.StoredEvent;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads past events from the stream that keeps them for 7 days, a stretch at a time. An answer has at most half of
/// what
/// one message of the broker can carry, so that it fits on the mesh too.
final class EventReplay {
    private static final String PREFIX = "mesh.event.";
    private static final String HUB = "hub.";
    private static final int MOST_BYTES = 512 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(10);

    private final Mesh mesh;

    EventReplay(Mesh mesh) {
        this.mesh = mesh;
    }

    Replay replay(NetworkId network, ReplayQuery query) {
        try {
            return mesh.visit(network, connection -> read(connection, query));
        } catch (JetStreamApiException e) {
            throw StreamsAway.because(e);
        }
    }

    private static Replay read(Connection connection, ReplayQuery query)
            throws IOException, JetStreamApiException, InterruptedException {
        JetStreamManagement streams = connection.jetStreamManagement();
        long last =
                streams.getStreamInfo(Subjects.EVENTS_STREAM).getStreamState().getLastSequence();
        int limit = Objects.requireNonNullElse(query.limit(), 100);
        String reader =
                streams.createConsumer(Subjects.EVENTS_STREAM, reader(query)).getName();
        try {
            return gathered(pulled(connection, reader, limit + 1), limit, query, last);
        } finally {
            streams.deleteConsumer(Subjects.EVENTS_STREAM, reader);
        }
    }

    private static ConsumerConfiguration reader(ReplayQuery query) {
        ConsumerConfiguration.Builder reader = ConsumerConfiguration.builder()
                .ackPolicy(AckPolicy.None)
                .memStorage(true)
                .numReplicas(1)
                .inactiveThreshold(FORGOTTEN_AFTER)
                .filterSubject(PREFIX + Objects.requireNonNullElse(query.topic(), ">"));
        if (query.from() != null) {
            return reader.deliverPolicy(DeliverPolicy.ByStartTime)
                    .startTime(query.from().atZone(ZoneOffset.UTC))
                    .build();
        }
        long after = Objects.requireNonNullElse(query.afterSeq(), 0L);
        return after == 0
                ? reader.deliverPolicy(DeliverPolicy.All).build()
                : reader.deliverPolicy(DeliverPolicy.ByStartSequence)
                        .startSequence(after + 1)
                        .build();
    }

    private static List<Message> pulled(Connection connection, String reader, int most) throws InterruptedException {
        String inbox = connection.createInbox();
        Subscription answers = connection.subscribe(inbox);
        String next = "$JS.API.CONSUMER.MSG.NEXT." + Subjects.EVENTS_STREAM + "." + reader;
        String ask = "{\"batch\":" + most + ",\"no_wait\":true}";
        connection.publish(next, inbox, ask.getBytes(StandardCharsets.UTF_8));
        List<Message> found = new ArrayList<>();
        while (found.size() < most) {
            Message message = answers.nextMessage(PATIENCE);
            if (message == null || message.isStatusMessage()) {
                break;
            }
            found.add(message);
        }
        return found;
    }

    private static Replay gathered(List<Message> found, int limit, ReplayQuery query, long last) {
        List<StoredEvent> events = new ArrayList<>();
        long place = Objects.requireNonNullElse(query.afterSeq(), 0L);
        int bytes = 0;
        for (Message message : found) {
            bytes += message.getData().length;
            if (events.size() == limit || (bytes > MOST_BYTES && !events.isEmpty())) {
                return new Replay(events, place, true);
            }
            StoredEvent event = told(message);
            events.add(event);
            place = event.seq();
        }
        return new Replay(events, Math.max(place, last), false);
    }

    private static StoredEvent told(Message message) {
        String topic = message.getSubject().substring(PREFIX.length());
        return new StoredEvent(
                message.metaData().streamSequence(),
                message.metaData().timestamp().toInstant(),
                topic,
                topic.startsWith(HUB),
                json(message.getData()));
    }

    private static @Nullable JsonNode json(byte[] content) {
        try {
            JsonNode json = Wire.tolerant().readTree(content);
            return json == null || json.isMissingNode() ? null : json;
        } catch (IOException _) {
            return null;
        }
    }
}
