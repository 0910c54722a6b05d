package io.centter.sdk.mesh;

import io.centter.model.message.Subjects;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Asks and waits for one answer. Any agent of the network may publish into any reply inbox, so each question has an
/// inbox whose name only those know who are asked: what arrives there is their answer. The names that the NATS client
/// itself makes count upwards, and who was asked once could guess the next.
final class Replies {
    private static final int UNGUESSABLE = 16;
    private static final int NOBODY = 503;

    private final MeshAgentBuilder settings;

    Replies(MeshAgentBuilder settings) {
        this.settings = settings;
    }

    /// Nobody is there to answer.
    static final class Nobody extends Exception {
        private static final long serialVersionUID = 1L;

        Nobody(String subject) {
            super("nobody answers on " + subject, null, false, false);
        }
    }

    /// The answer; empty where none came in time.
    Optional<Message> ask(Connection open, String subject, @Nullable Headers headers, byte[] body, Duration limit)
            throws InterruptedException, Nobody {
        String inbox = Subjects.replyPrefix(settings.self.value()) + token(settings.random);
        Subscription answers = open.subscribe(inbox);
        try {
            answers.unsubscribe(1);
            open.publish(NatsMessage.builder()
                    .subject(subject)
                    .replyTo(inbox)
                    .headers(headers)
                    .data(body)
                    .build());
            Message answer = answers.nextMessage(limit);
            if (answer != null && answer.isStatusMessage() && answer.getStatus().getCode() == NOBODY) {
                throw new Nobody(subject);
            }
            return Optional.ofNullable(answer);
        } finally {
            if (answers.isActive()) {
                answers.unsubscribe();
            }
        }
    }

    /// Whether a reply subject is somebody's inbox. Whoever answered elsewhere would say there, in its own name, what
    /// the asker wants said.
    static boolean isInbox(String subject) {
        return subject.startsWith("_INBOX.");
    }

    private static String token(RandomGenerator random) {
        byte[] token = new byte[UNGUESSABLE];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }
}
