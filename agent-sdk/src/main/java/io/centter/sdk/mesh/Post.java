package io.centter.sdk.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.model.api.Problem;
import io.centter.model.message.Envelope;
import io.centter.model.message.MessageHeaders;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.Unreachable;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Publishes into a stream until the broker has confirmed it. The id stays the same over all tries, so the broker
/// keeps one copy.
final class Post {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    // What JetStream answers where a stream holds as much as it may.
    private static final int NO_ROOM = 10_077;

    private final Link link;
    private final Replies replies;
    private final Denials denials;
    private final InstantSource clock;
    private final Tally tally;

    Post(Link link, Replies replies, Denials denials, InstantSource clock, Tally tally) {
        this.link = link;
        this.replies = replies;
        this.denials = denials;
        this.clock = clock;
        this.tally = tally;
    }

    Sent publish(String subject, UUID id, Object body, Duration patience) {
        byte[] bytes = bytes(body);
        Instant begun = clock.instant();
        Instant end = begun.plus(patience);
        Exception last = null;
        while (true) {
            Connection open = link.connected().orElse(null);
            try {
                if (open != null) {
                    PublishAck ack = stored(open, subject, headers(id, body), bytes);
                    tally.count(Counter.SENT);
                    return new Sent(id, ack.getSeqno(), ack.isDuplicate());
                }
            } catch (JetStreamApiException e) {
                if (e.getApiErrorCode() == NO_ROOM) {
                    throw refused("stream-full", 429, subject + " was refused: its stream is full; try again later.");
                }
                if (e.getErrorCode() < 500) {
                    throw refused("refused-by-stream", 400, subject + " was refused: " + e.getErrorDescription());
                }
                last = e;
            } catch (IOException | IllegalStateException e) {
                last = e;
            } catch (IllegalArgumentException e) {
                throw refused("too-large", 413, subject + " cannot be sent: " + e.getMessage());
            }
            giveUpWhenHopeless(subject, begun, end, last);
            rest(subject);
        }
    }

    private static Headers headers(UUID id, Object body) {
        Headers headers = new Headers().put("Nats-Msg-Id", id.toString());
        if (body instanceof Envelope envelope) {
            MessageHeaders.of(envelope).forEach(headers::put);
        }
        return headers;
    }

    private PublishAck stored(Connection open, String subject, Headers headers, byte[] body)
            throws IOException, JetStreamApiException {
        try {
            Message answer = replies.ask(open, subject, headers, body, ANSWER)
                    .orElseThrow(() -> new IOException("no stream answered within " + ANSWER.toMillis() + " ms"));
            return new PublishAck(answer);
        } catch (Replies.Nobody e) {
            throw new IOException("no stream takes it now", e);
        } catch (InterruptedException e) {
            throw interrupted(subject, e);
        }
    }

    private void giveUpWhenHopeless(String subject, Instant begun, Instant end, @Nullable Exception last) {
        if (denials.publishDeniedSince(subject, begun)) {
            throw refused(
                    "publish-denied",
                    403,
                    "This agent may not publish to " + subject + "; its role does not allow it.");
        }
        if (!clock.instant().isBefore(end)) {
            String why = last == null ? "not connected to the mesh" : String.valueOf(last.getMessage());
            throw new Unreachable(subject + " was not confirmed in time: " + why + ".", last);
        }
    }

    private static void rest(String subject) {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            throw interrupted(subject, e);
        }
    }

    private static Unreachable interrupted(String subject, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Unreachable("Interrupted while sending to " + subject + ".", e);
    }

    private static ApiProblem refused(String code, int status, String detail) {
        return new ApiProblem(new Problem("about:blank", "Refused", status, code, detail, null, null), null);
    }

    private static byte[] bytes(Object body) {
        try {
            return Wire.tolerant().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: " + body.getClass(), e);
        }
    }
}
