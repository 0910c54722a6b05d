package io.centter.console.screens.messages;

import io.centter.console.desk.MessageWords;
import io.centter.model.identity.AgentId;
import io.centter.model.message.DeadLetter;
import io.centter.model.message.Envelope;
import io.centter.model.message.MessageFate;
import io.centter.model.message.MessageTrace;
import io.centter.model.message.Sender;
import io.centter.model.message.SenderProof;
import io.centter.model.message.StoredMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A message where it lies now, or how it ended.
///
/// @param seq its place in the stream, or among the dead letters
/// @param at since when a stream has it; absent where that was not heard
/// @param bytes 0 where it does not lie anywhere any more
/// @param proof absent where nothing was heard of who sent it
/// @param envelope absent where it cannot be read, or is gone with what it said
/// @param fate how it ended; absent while it lies somewhere
record MessageRow(
        Place place,
        long seq,
        AgentId agent,
        @Nullable Instant at,
        int bytes,
        @Nullable SenderProof proof,
        @Nullable Envelope envelope,
        @Nullable MessageFate fate) {
    /// Where it lies, or why it does not.
    enum Place {
        WAITING,
        DEAD,
        /// Its agent has answered it.
        HANDLED,
        /// Its time was over before that.
        EXPIRED,
        /// It is nowhere any more, and nobody heard why.
        GONE;

        boolean isOver() {
            return this != WAITING && this != DEAD;
        }
    }

    /// What it is, whatever is said of it and becomes of it.
    record Key(boolean dead, long seq) {}

    static MessageRow of(StoredMessage message) {
        return new MessageRow(
                Place.WAITING,
                message.seq(),
                message.agent(),
                message.storedAt(),
                message.bytes(),
                message.proof(),
                message.envelope(),
                null);
    }

    static MessageRow of(DeadLetter letter) {
        return new MessageRow(
                Place.DEAD,
                letter.seq(),
                letter.agent(),
                letter.storedAt(),
                letter.bytes(),
                letter.proof(),
                letter.envelope(),
                null);
    }

    /// All messages of a conversation, each once, oldest first.
    static List<MessageRow> of(MessageTrace trace) {
        Map<Long, MessageFate> ended = trace.fates().stream()
                .filter(fate -> place(fate).isOver())
                .collect(Collectors.toMap(MessageFate::seq, Function.identity()));
        Set<Long> there = trace.waiting().stream().map(StoredMessage::seq).collect(Collectors.toSet());
        return Stream.of(
                        trace.waiting().stream().map(message -> of(message).ended(ended.get(message.seq()))),
                        trace.dead().stream().map(MessageRow::of),
                        ended.values().stream()
                                .filter(fate -> !there.contains(fate.seq()))
                                .map(MessageRow::of))
                .flatMap(Function.identity())
                .sorted(Comparator.comparing(MessageRow::since).thenComparingLong(MessageRow::seq))
                .toList();
    }

    Key key() {
        return new Key(place == Place.DEAD, seq);
    }

    /// Who sent it, as far as that is said.
    @Nullable
    Sender from() {
        return envelope != null ? envelope.from() : fate == null ? null : fate.from();
    }

    @Nullable
    UUID id() {
        return envelope != null ? envelope.id() : fate == null ? null : fate.id();
    }

    /// Which conversation it is part of: the one that it answers, else its own.
    @Nullable
    UUID conversation() {
        if (fate != null && envelope == null) {
            return fate.correlationId() == null ? fate.id() : fate.correlationId();
        }
        return MessageWords.conversation(envelope);
    }

    private static MessageRow of(MessageFate fate) {
        return new MessageRow(place(fate), fate.seq(), fate.agent(), fate.storedAt(), 0, proof(fate), null, fate);
    }

    private static Place place(MessageFate fate) {
        return switch (fate.state()) {
            case WAITING -> Place.WAITING;
            case DEAD -> Place.DEAD;
            case HANDLED -> Place.HANDLED;
            case EXPIRED -> Place.EXPIRED;
            case UNKNOWN -> Place.GONE;
        };
    }

    /// The broker tells nobody's name but one that it has proved.
    private static @Nullable SenderProof proof(MessageFate fate) {
        if (fate.storedAt() == null) {
            return null;
        }
        return fate.from() == null ? SenderProof.UNPROVEN : SenderProof.PROVEN;
    }

    /// A message may still lie there when its time is over, and what it says with it.
    private MessageRow ended(@Nullable MessageFate how) {
        return how == null ? this : new MessageRow(place(how), seq, agent, at, bytes, proof, envelope, how);
    }

    private Instant since() {
        Instant ended = fate == null ? null : fate.at();
        return at != null ? at : ended != null ? ended : Instant.EPOCH;
    }
}
