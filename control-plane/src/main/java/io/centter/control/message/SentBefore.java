package io.centter.control.message;

import io.centter.control.ground.Ground;
import io.centter.control.http.IdempotencyKey;
import io.centter.control.hub.Mesh;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.SentMessage;
import io.centter.model.message.Subjects;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.MessageInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A message that is sent again under a key whose first answer was lost. For ten minutes the stream knows its id; after
/// that it is looked for, and not stored a second time where nobody can say whether it was handled.
final class SentBefore {
    /// A little less than the stream remembers ids.
    private static final Duration REMEMBERED = Duration.ofMinutes(9);

    private static final int MOST = 10_000;

    private final Ground ground;
    private final Mesh mesh;

    SentBefore(Ground ground, Mesh mesh) {
        this.ground = ground;
        this.mesh = mesh;
    }

    /// Where it is, where it may not simply be stored.
    Optional<SentMessage> find(NetworkId network, IdempotencyKey key, SentMessage planned, String subject) {
        Instant recently = ground.clock().instant().minus(REMEMBERED);
        boolean isRecent = ground.transactions()
                .read(handle -> ground.idempotency().firstUsed(handle, key))
                .filter(first -> first.isBefore(recently))
                .isEmpty();
        if (isRecent) {
            return Optional.empty();
        }
        long place = waiting(network, planned, subject)
                .or(() -> ground.transactions()
                        .read(handle -> DeadLetterSql.of(handle)
                                .placeOf(network, planned.messageId())
                                .or(() -> FateSql.of(handle).placeOf(network, planned.messageId()))))
                .orElseThrow(() -> new Refused.Conflict(
                        "outcome-unknown",
                        "The first answer to this Idempotency-Key was lost, and nothing is known of the message: it was"
                                + " handled since, or never stored. A new key sends it again."));
        return Optional.of(new SentMessage(planned.messageId(), place, true));
    }

    private Optional<Long> waiting(NetworkId network, SentMessage planned, String subject) {
        try {
            return mesh.visit(network, connection -> {
                StreamReader reader = new StreamReader(connection.jetStreamManagement());
                long place = 1;
                for (int i = 0; i < MOST; i++) {
                    Optional<MessageInfo> next = reader.next(Subjects.MESSAGES_STREAM, place, subject);
                    if (next.isEmpty()) {
                        return Optional.<Long>empty();
                    }
                    if (Letter.has(next.get(), planned.messageId())) {
                        return Optional.of(next.get().getSeq());
                    }
                    place = next.get().getSeq() + 1;
                }
                return Optional.<Long>empty();
            });
        } catch (JetStreamApiException e) {
            throw StreamsAway.because(e);
        }
    }
}
