package io.centter.control.message;

import io.centter.control.ground.Ground;
import io.centter.control.hub.LetterNote;
import io.centter.control.hub.Mesh;
import io.centter.control.refusal.Refused;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.DeadLetter;
import io.centter.model.message.MessageFate;
import io.centter.model.message.Sender;
import io.centter.model.message.StoredMessage;
import io.centter.model.message.Subjects;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps for a day what became of messages, as the broker tells it, many at a time. What nobody hears is missing: it
/// answers questions, and nothing is decided by it but whether a message grew too old, and that is looked up.
final class Fates implements AutoCloseable {
    /// How long a stream keeps a message.
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Fates.class);
    private static final Duration KEPT = Duration.ofHours(25);
    private static final Duration PACE = Duration.ofSeconds(1);
    /// Of one network, in one pace.
    private static final int MOST_AT_ONCE = 500;

    private static final int MOST_WAITING = 20_000;
    /// Rows of one network; the latest stay.
    private static final int MOST = 100_000;

    private static final int MOST_SHOWN = 500;
    private static final int MOST_EXPIRED_AT_ONCE = 500;
    /// A stream drops a message at its time; it is looked for a little before.
    private static final Duration AHEAD = Duration.ofSeconds(60);

    private final Ground ground;
    private final Mesh mesh;
    private final Map<NetworkId, List<LetterNote>> waiting = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fates").factory());
    private int count;

    Fates(Ground ground, Mesh mesh) {
        this.ground = ground;
        this.mesh = mesh;
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::flush, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Never waits.
    void heard(LetterNote note) {
        synchronized (waiting) {
            List<LetterNote> some = waiting.computeIfAbsent(note.network(), _ -> new ArrayList<>());
            // Of each message there are two notes.
            if (count < MOST_WAITING && some.size() < 2 * MOST_AT_ONCE) {
                some.add(note);
                count++;
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        flush();
    }

    void flush() {
        List<FateSql.Stored> stored = new ArrayList<>();
        List<FateSql.Handled> handled = new ArrayList<>();
        synchronized (waiting) {
            waiting.values()
                    .forEach(some -> some.forEach(note -> {
                        switch (note) {
                            case LetterNote.Stored one -> stored.add(row(one));
                            case LetterNote.Handled one ->
                                handled.add(new FateSql.Handled(
                                        one.network(), one.seq(), one.agent(), one.at(), one.deliveries()));
                        }
                    }));
            waiting.clear();
            count = 0;
        }
        if (stored.isEmpty() && handled.isEmpty()) {
            return;
        }
        try {
            ground.transactions().write(handle -> {
                FateSql.of(handle).stored(stored);
                FateSql.of(handle).handled(handled);
                return true;
            });
        } catch (Refused.Unavailable e) {
            LOG.debug("fates=lost stored={} handled={} reason={}", stored.size(), handled.size(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("fates=lost stored={} handled={}", stored.size(), handled.size(), e);
        }
    }

    private static FateSql.Stored row(LetterNote.Stored note) {
        Instant at = note.at().truncatedTo(ChronoUnit.MICROS);
        Instant last = at.plus(LONGEST);
        Instant says = note.expiresAt();
        return new FateSql.Stored(
                note.network(),
                note.seq(),
                note.agent(),
                note.from() == null ? null : note.from().value(),
                note.id(),
                note.correlationId(),
                at,
                says != null && says.isBefore(last) ? says : last);
    }

    /// What is known of a conversation, beside what still waits and what is dead.
    List<MessageFate> conversation(NetworkId network, UUID id, List<StoredMessage> waits, List<DeadLetter> dead) {
        Set<Long> there = waits.stream().map(StoredMessage::seq).collect(Collectors.toSet());
        Set<UUID> died = dead.stream()
                .map(DeadLetter::envelope)
                .filter(Objects::nonNull)
                .map(envelope -> envelope.id())
                .collect(Collectors.toSet());
        return ground.transactions().read(handle -> FateSql.of(handle).conversation(network, id, MOST_SHOWN)).stream()
                .map(row -> told(row, state(row, there, died)))
                .toList();
    }

    private static MessageFate.State state(FateSql.Row row, Set<Long> there, Set<UUID> died) {
        if (row.handledAt() != null) {
            return MessageFate.State.HANDLED;
        }
        if (row.expiredAt() != null) {
            return MessageFate.State.EXPIRED;
        }
        if (there.contains(row.streamSeq())) {
            return MessageFate.State.WAITING;
        }
        return row.messageId() != null && died.contains(row.messageId())
                ? MessageFate.State.DEAD
                : MessageFate.State.UNKNOWN;
    }

    private static MessageFate told(FateSql.Row row, MessageFate.State state) {
        @Nullable Instant at = row.handledAt() == null ? row.expiredAt() : row.handledAt();
        return new MessageFate(
                row.streamSeq(),
                row.agentId(),
                row.sender() == null ? null : new Sender(row.sender()),
                row.messageId(),
                row.correlationId(),
                row.storedAt(),
                state,
                at,
                row.deliveries());
    }

    /// Tells of messages whose time is over while they are still unread.
    ///
    /// @return how many
    int expire() {
        if (!mesh.isUp()) {
            return 0;
        }
        Instant by = ground.now().plus(AHEAD);
        Map<NetworkId, List<FateSql.Row>> due =
                ground.transactions().read(handle -> FateSql.of(handle).due(by, MOST_EXPIRED_AT_ONCE)).stream()
                        .collect(Collectors.groupingBy(FateSql.Row::networkId));
        int told = 0;
        for (Map.Entry<NetworkId, List<FateSql.Row>> one : due.entrySet()) {
            try {
                told += mesh.visit(one.getKey(), connection -> expire(connection, one.getKey(), one.getValue()));
            } catch (Refused e) {
                LOG.debug("expired=later network={} reason={}", one.getKey(), e.getMessage());
            } catch (JetStreamApiException e) {
                LOG.warn("expired=later network={} reason={}", one.getKey(), e.getMessage());
            }
        }
        return told;
    }

    private int expire(Connection connection, NetworkId network, List<FateSql.Row> rows)
            throws IOException, JetStreamApiException {
        StreamReader reader = new StreamReader(connection.jetStreamManagement());
        int told = 0;
        for (FateSql.Row row : rows) {
            boolean unread = reader.at(Subjects.MESSAGES_STREAM, row.streamSeq())
                    .filter(there ->
                            Letter.time(there).truncatedTo(ChronoUnit.MICROS).equals(row.storedAt()))
                    .isPresent();
            told += ground.transactions().inNetwork(network, handle -> note(handle, row, unread)) ? 1 : 0;
        }
        return told;
    }

    private boolean note(Handle handle, FateSql.Row row, boolean unread) {
        Instant over = Objects.requireNonNull(row.expiresAt());
        int noted = FateSql.of(handle).lookedFor(row.networkId(), row.streamSeq(), unread ? over : null);
        if (noted == 0 || !unread) {
            return false;
        }
        ground.outbox()
                .event(
                        handle,
                        row.networkId(),
                        new EventData.MessageExpired(
                                row.agentId(),
                                row.streamSeq(),
                                row.sender() == null ? null : new Sender(row.sender()),
                                row.messageId(),
                                over));
        return true;
    }

    int forgetOld(Handle handle) {
        return FateSql.of(handle).forget(ground.now().minus(KEPT), MOST);
    }
}
