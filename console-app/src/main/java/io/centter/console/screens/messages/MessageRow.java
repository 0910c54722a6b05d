package io.centter.console.screens.messages;

import io.centter.model.identity.AgentId;
import io.centter.model.message.DeadLetter;
import io.centter.model.message.Envelope;
import io.centter.model.message.SenderProof;
import io.centter.model.message.StoredMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message where it lies now.
///
/// @param seq its place in the stream, or among the dead letters
record MessageRow(
        Place place,
        long seq,
        AgentId agent,
        Instant at,
        int bytes,
        SenderProof proof,
        @Nullable Envelope envelope) {
    /// Where it lies.
    enum Place {
        WAITING,
        DEAD
    }

    /// What it is, whatever is said of it.
    record Key(Place place, long seq) {}

    static MessageRow of(StoredMessage message) {
        return new MessageRow(
                Place.WAITING,
                message.seq(),
                message.agent(),
                message.storedAt(),
                message.bytes(),
                message.proof(),
                message.envelope());
    }

    static MessageRow of(DeadLetter letter) {
        return new MessageRow(
                Place.DEAD,
                letter.seq(),
                letter.agent(),
                letter.storedAt(),
                letter.bytes(),
                letter.proof(),
                letter.envelope());
    }

    Key key() {
        return new Key(place, seq);
    }
}
