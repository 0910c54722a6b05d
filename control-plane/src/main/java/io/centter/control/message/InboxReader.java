package io.centter.control.message;

import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.hub.Mesh;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Page;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Envelope;
import io.centter.model.message.InboxState;
import io.centter.model.message.StoredMessage;
import io.centter.model.message.StreamState;
import io.centter.model.message.StreamStates;
import io.centter.model.message.Subjects;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamInfoOptions;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Streams and inboxes as they are now. Nothing that is asked here takes a message out of one.
final class InboxReader {
    private static final int MOST_TRACED = 2_000;
    private static final int NO_SUCH = 404;

    private final Ground ground;
    private final Mesh mesh;

    InboxReader(Ground ground, Mesh mesh) {
        this.ground = ground;
        this.mesh = mesh;
    }

    /// What inboxes hold of a conversation.
    record Conversation(List<StoredMessage> found, boolean complete) {}

    StreamStates streams(NetworkId network) {
        return new StreamStates(asked(
                network,
                streams -> streams.getStreams().stream()
                        .filter(stream -> !stream.getConfiguration().getName().equals(Subjects.UNDELIVERED_STREAM))
                        .map(InboxReader::told)
                        .toList()));
    }

    Page<InboxState> inboxes(Call<?> call) {
        NetworkId network = call.network();
        Paging paging = ground.cursors().paging("inboxes:" + network, call, 50, 200);
        List<AgentId> agents = ground.transactions()
                .read(handle -> handle.createQuery("""
                SELECT id FROM agents WHERE network_id = :network AND deleted_at IS NULL AND id > :after
                ORDER BY id LIMIT :limit
                """)
                        .bind("network", network)
                        .bind("after", paging.after(""))
                        .bind("limit", paging.wanted())
                        .mapTo(AgentId.class)
                        .list());
        Page<AgentId> page = paging.page(agents, AgentId::value);
        List<InboxState> states = asked(network, streams -> {
            Map<String, Long> depths = depths(streams, "mesh.agent.>");
            Map<String, ConsumerInfo> durables = new HashMap<>();
            streams.getConsumers(Subjects.MESSAGES_STREAM).forEach(one -> durables.put(one.getName(), one));
            List<InboxState> all = new ArrayList<>();
            for (AgentId agent : page.items()) {
                all.add(state(streams, agent, depths, durables.get(agent.value())));
            }
            return all;
        });
        return new Page<>(states, page.nextCursor());
    }

    InboxState inbox(NetworkId network, AgentId agent) {
        return asked(
                network,
                streams -> state(
                        streams,
                        agent,
                        depths(streams, Subjects.unprovenInbox(agent) + ".>"),
                        durable(streams, agent)));
    }

    Page<StoredMessage> messages(Call<?> call) {
        Paging paging = ground.cursors().paging("inbox:" + call.agent(), call, 20, 100);
        long after = Long.parseLong(paging.after("0"));
        List<StoredMessage> found = asked(
                call.network(),
                streams -> new StreamReader(streams)
                        .inbox(call.agent(), after + 1, paging.wanted()).stream()
                                .map(Letter::stored)
                                .toList());
        return paging.page(found, message -> String.valueOf(message.seq()));
    }

    StoredMessage message(NetworkId network, long seq) {
        return asked(network, streams -> new StreamReader(streams).at(Subjects.MESSAGES_STREAM, seq))
                .filter(message -> Letter.isOne(String.valueOf(message.getSubject())))
                .map(Letter::stored)
                .orElseThrow(Refused.NotFound::new);
    }

    /// Goes through all inboxes, oldest first, as far as it can in one go.
    Conversation conversation(NetworkId network, UUID id) {
        return asked(network, streams -> {
            StreamReader reader = new StreamReader(streams);
            List<StoredMessage> found = new ArrayList<>();
            long place = 1;
            for (int i = 0; i < MOST_TRACED; i++) {
                Optional<MessageInfo> next = reader.next(Subjects.MESSAGES_STREAM, place, "mesh.agent.>");
                if (next.isEmpty()) {
                    return new Conversation(found, true);
                }
                place = next.get().getSeq() + 1;
                if (Letter.isOne(String.valueOf(next.get().getSubject()))) {
                    StoredMessage message = Letter.stored(next.get());
                    if (belongs(message.envelope(), id)) {
                        found.add(message);
                    }
                }
            }
            return new Conversation(found, false);
        });
    }

    private static boolean belongs(@Nullable Envelope envelope, UUID id) {
        return envelope != null && (id.equals(envelope.id()) || id.equals(envelope.correlationId()));
    }

    private static InboxState state(
            JetStreamManagement streams, AgentId agent, Map<String, Long> depths, @Nullable ConsumerInfo durable)
            throws IOException, JetStreamApiException {
        String open = Subjects.unprovenInbox(agent);
        long unproven = depths.getOrDefault(open, 0L);
        long depth = unproven
                + depths.entrySet().stream()
                        .filter(one -> one.getKey().startsWith(open + "."))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        List<MessageInfo> oldest = depth == 0 ? List.of() : new StreamReader(streams).inbox(agent, 1, 1);
        return new InboxState(
                agent,
                durable != null,
                depth,
                unproven,
                durable == null ? depth : durable.getNumPending(),
                durable == null ? 0 : durable.getNumAckPending(),
                durable == null ? 0 : durable.getRedelivered(),
                oldest.isEmpty() ? null : Letter.time(oldest.getFirst()));
    }

    private static Map<String, Long> depths(JetStreamManagement streams, String subjects)
            throws IOException, JetStreamApiException {
        StreamInfo info = streams.getStreamInfo(Subjects.MESSAGES_STREAM, StreamInfoOptions.filterSubjects(subjects));
        Map<String, Long> depths = info.getStreamState().getSubjectMap();
        return depths == null ? Map.of() : depths;
    }

    private static @Nullable ConsumerInfo durable(JetStreamManagement streams, AgentId agent)
            throws IOException, JetStreamApiException {
        try {
            return streams.getConsumerInfo(Subjects.MESSAGES_STREAM, agent.value());
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() == NO_SUCH) {
                return null;
            }
            throw e;
        }
    }

    private static StreamState told(StreamInfo info) {
        StreamConfiguration wanted = info.getConfiguration();
        var now = info.getStreamState();
        ZonedDateTime oldest = now.getFirstTime();
        Instant first = oldest == null || now.getMsgCount() == 0 ? null : oldest.toInstant();
        return new StreamState(
                wanted.getName(),
                now.getMsgCount(),
                now.getByteCount(),
                wanted.getMaxBytes(),
                wanted.getMaximumMessageSize(),
                wanted.getMaxAge().toSeconds(),
                wanted.getDiscardPolicy() == DiscardPolicy.New ? "refuse" : "drop-oldest",
                now.getFirstSequence(),
                now.getLastSequence(),
                first,
                now.getConsumerCount(),
                wanted.getMaxConsumers());
    }

    private interface Question<T> {
        T of(JetStreamManagement streams) throws IOException, JetStreamApiException;
    }

    private <T> T asked(NetworkId network, Question<T> question) {
        try {
            return mesh.visit(network, connection -> question.of(connection.jetStreamManagement()));
        } catch (JetStreamApiException e) {
            throw StreamsAway.because(e);
        }
    }
}
