package io.centter.sdk.mesh;

import io.centter.model.identity.AgentId;
import io.centter.model.message.Envelope;
import io.centter.model.message.SenderProof;
import io.centter.model.wire.Wire;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;

/// What happens to one message from the inbox, from its bytes to its acknowledgement.
final class Delivery {
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final AgentId self;
    private final MessageHandler handler;
    private final MeshThreads threads;
    private final InstantSource clock;
    private final Tally tally;
    private final SeenIds seen = new SeenIds(8_192);

    Delivery(MeshAgentBuilder settings, MeshThreads threads, MessageHandler handler, Tally tally) {
        this.self = settings.self;
        this.handler = handler;
        this.threads = threads;
        this.clock = settings.clock;
        this.tally = tally;
    }

    /// @param ackWait after how long the broker takes a silent handler for dead
    void deliver(Message message, Duration ackWait) {
        tally.count(Counter.RECEIVED);
        Envelope envelope = read(message).orElse(null);
        if (envelope == null) {
            message.term();
            return;
        }
        SenderProof proof = SenderProof.of(message.getSubject(), self, envelope);
        if (proof == SenderProof.CONTRADICTING) {
            tally.trouble(
                    Counter.CONTRADICTING, "says it is from " + envelope.from() + ", came as " + message.getSubject());
            message.term();
            return;
        }
        if (!envelope.isFresh(clock.instant())) {
            tally.count(Counter.EXPIRED);
            message.term();
            return;
        }
        switch (seen.begin(envelope.id())) {
            case NEW -> handle(message, new Received(envelope, proof == SenderProof.PROVEN, attempt(message)), ackWait);
            case DONE -> {
                tally.count(Counter.DUPLICATE);
                message.ack();
            }
            // If this is the same message again, the delivery in hand answers for it; a copy comes once more.
            case IN_HAND -> tally.count(Counter.DUPLICATE);
        }
    }

    private Optional<Envelope> read(Message message) {
        try {
            Envelope envelope = Wire.tolerant().readValue(message.getData(), Envelope.class);
            if (envelope != null && envelope.to().equals(self)) {
                return Optional.of(envelope);
            }
            tally.trouble(Counter.MALFORMED, "a message in this inbox is for somebody else");
        } catch (IOException e) {
            tally.trouble(Counter.MALFORMED, "a message cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private void handle(Message message, Received received, Duration ackWait) {
        ScheduledFuture<?> signs = threads.every(ackWait.dividedBy(3), message::inProgress);
        Outcome outcome;
        VirtualMachineError fatal = null;
        try {
            outcome = handler.handle(received);
        } catch (Throwable e) {
            tally.trouble(Counter.HANDLER_FAILURES, e);
            outcome = new Outcome.Later(retryAfter(received.attempt()));
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (e instanceof VirtualMachineError broken) {
                fatal = broken;
            }
        } finally {
            signs.cancel(false);
        }
        answer(message, received, outcome);
        if (fatal != null) {
            throw fatal;
        }
    }

    private void answer(Message message, Received received, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done _ -> {
                seen.done(received.envelope().id());
                tally.count(Counter.HANDLED);
                message.ack();
            }
            case Outcome.Later later -> {
                seen.forget(received.envelope().id());
                tally.count(Counter.RETRIED);
                message.nakWithDelay(later.after());
            }
            case Outcome.Rejected rejected -> {
                seen.done(received.envelope().id());
                tally.trouble(Counter.REJECTED, rejected.reason());
                message.term();
            }
        }
    }

    private static Duration retryAfter(long attempt) {
        Duration wait = Duration.ofSeconds(1L << Math.min(6, attempt));
        return wait.compareTo(LONGEST_RETRY) < 0 ? wait : LONGEST_RETRY;
    }

    private static long attempt(Message message) {
        return message.isJetStream() ? message.metaData().deliveredCount() : 1;
    }
}
