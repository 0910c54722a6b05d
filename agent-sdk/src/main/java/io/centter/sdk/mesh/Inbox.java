package io.centter.sdk.mesh;

import io.centter.model.heartbeat.Work;
import io.centter.model.message.Subjects;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.ConsumerInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Takes messages from the agent's durable, never more at once than handlers may run. It pulls by the wire protocol
/// itself: an agent may ask only for its own durable's next messages, and may create or look up nothing else.
final class Inbox {
    private static final Duration PULL = Duration.ofSeconds(60);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final Duration SILENCE = SIGN_OF_LIFE.multipliedBy(2).plusSeconds(5);
    private static final Duration STANDARD_ACK_WAIT = Duration.ofSeconds(15);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final String NEXT = "$JS.API.CONSUMER.MSG.NEXT." + Subjects.MESSAGES_STREAM + ".";

    /// What arrives: a message, or the news that the connection was gone and pulls on it are void.
    private sealed interface Arrival {
        record Delivered(Message message) implements Arrival {}

        record Interrupted() implements Arrival {}
    }

    /// One subscription for replies; a pause or a new connection begins another.
    private static final class Session {
        final Connection connection;
        final String replies;
        final Dispatcher dispatcher;
        final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

        Session(Connection connection) {
            this.connection = connection;
            replies = connection.createInbox();
            dispatcher = connection.createDispatcher(message -> arrivals.add(new Arrival.Delivered(message)));
        }
    }

    private final MeshAgentBuilder settings;
    private final MeshThreads threads;
    private final @Nullable Delivery delivery;
    private final Tally tally;
    private final Semaphore permits;
    private final AtomicInteger inHand = new AtomicInteger();
    private final LinkedBlockingQueue<Session> fresh = new LinkedBlockingQueue<>();
    // The pump's own: how often in a row nobody answered a pull.
    private int unanswered;
    private volatile @Nullable Instant lastProgress;
    private volatile Runnable workWatcher = () -> {};
    private volatile Duration ackWait = STANDARD_ACK_WAIT;

    // Guarded by this.
    private @Nullable Connection connection;
    private @Nullable Session session;
    private boolean paused;
    private boolean held;
    private boolean stopped;
    private @Nullable Future<?> pump;

    Inbox(MeshAgentBuilder settings, MeshThreads threads, Tally tally) {
        this.settings = settings;
        this.threads = threads;
        this.tally = tally;
        MessageHandler handler = settings.messageHandler;
        delivery = handler == null ? null : new Delivery(settings, threads, handler, tally);
        permits = new Semaphore(settings.concurrency);
    }

    void whenWorkChanges(Runnable watcher) {
        workWatcher = watcher;
    }

    /// What handlers have in hand.
    Work work() {
        return new Work(inHand.get(), lastProgress);
    }

    synchronized void start() {
        if (delivery != null && pump == null) {
            pump = threads.run(this::pump);
        }
    }

    synchronized void attached(Connection newOne) {
        connection = newOne;
        held = false;
        open();
    }

    /// Lets nothing be on its way while the connection is exchanged; [#resumed] goes on.
    void hold() {
        CompletableFuture<?> ended;
        synchronized (this) {
            held = true;
            ended = shut();
        }
        try {
            ended.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            tally.info("inbox=held-late detail=\"" + e + "\"");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void resumed() {
        if (held) {
            held = false;
            open();
        } else if (session != null) {
            session.arrivals.add(new Arrival.Interrupted());
        }
    }

    synchronized void pause() {
        paused = true;
        var _ = shut();
    }

    synchronized void resume() {
        paused = false;
        open();
    }

    /// Takes nothing more, and waits for what is in hand.
    void drain(Duration limit) throws InterruptedException {
        synchronized (this) {
            stopped = true;
            var _ = shut();
        }
        if (permits.tryAcquire(settings.concurrency, limit.toMillis(), TimeUnit.MILLISECONDS)) {
            permits.release(settings.concurrency);
        }
        stop();
    }

    /// Takes nothing more; what is in hand runs on by itself.
    synchronized void stop() {
        stopped = true;
        var _ = shut();
        if (pump != null) {
            pump.cancel(true);
        }
    }

    private void open() {
        Connection open = connection;
        if (delivery == null || open == null || paused || held || stopped) {
            return;
        }
        var _ = shut();
        Session next = new Session(open);
        next.dispatcher.subscribe(next.replies);
        session = next;
        fresh.add(next);
    }

    // Without a subscriber the broker drops the open pull. What is already on its way is still taken: nobody else gets
    // it before the durable's patience ends. The result is complete when nothing more can come.
    private CompletableFuture<?> shut() {
        Session old = session;
        session = null;
        if (old == null) {
            return CompletableFuture.completedFuture(null);
        }
        return drained(old).whenComplete((_, _) -> old.arrivals.add(new Arrival.Interrupted()));
    }

    private static CompletableFuture<?> drained(Session old) {
        try {
            if (old.connection.getStatus() == Connection.Status.CONNECTED) {
                return old.dispatcher.drain(DRAIN);
            }
            old.dispatcher.unsubscribe(old.replies);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException _) {
            // Its connection is gone, and the subscription with it.
        }
        return CompletableFuture.completedFuture(null);
    }

    private synchronized boolean isCurrent(Session candidate) {
        return session == candidate;
    }

    private void pump() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Session next = fresh.take();
                ackWait = learnAckWait(next);
                while (isCurrent(next)) {
                    roundOrRest(next);
                }
                putBack(next);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void roundOrRest(Session on) throws InterruptedException {
        try {
            round(on);
        } catch (RuntimeException e) {
            tally.trouble(Counter.CONNECTION_ERRORS, e);
            Thread.sleep(1_000);
        }
    }

    // One pull, for as many messages as handlers are free.
    private void round(Session on) throws InterruptedException {
        permits.acquire();
        int asked = 1 + permits.drainPermits();
        int left = asked;
        try {
            on.connection.publish(NEXT + settings.self, on.replies, request(asked));
            while (left > 0) {
                Arrival arrival = on.arrivals.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (!(arrival instanceof Arrival.Delivered(Message message))) {
                    return;
                }
                if (!message.isStatusMessage()) {
                    unanswered = 0;
                    left--;
                    take(message);
                } else if (!goesOn(message)) {
                    return;
                }
            }
        } finally {
            permits.release(left);
        }
    }

    private boolean goesOn(Message status) throws InterruptedException {
        int code = status.getStatus().getCode();
        if (code == 100) {
            unanswered = 0;
            return true;
        }
        if (code != 404 && code != 408) {
            tally.info("inbox=waiting status=" + code + " detail=\""
                    + status.getStatus().getMessage() + "\"");
            // No such durable yet, or a broker that is only just starting.
            unanswered = Math.min(unanswered + 1, 5);
            Thread.sleep((250L << unanswered) + settings.random.nextInt(500));
        }
        return false;
    }

    private void take(Message message) {
        Delivery handling = delivery;
        if (handling == null) {
            return;
        }
        progress(1);
        threads.virtual().execute(() -> {
            try {
                handling.deliver(message, ackWait);
            } catch (RuntimeException e) {
                tally.trouble(Counter.CONNECTION_ERRORS, e);
            } finally {
                permits.release();
                progress(-1);
            }
        });
    }

    private void progress(int change) {
        lastProgress = settings.clock.instant();
        inHand.addAndGet(change);
        workWatcher.run();
    }

    // What cannot be put back, because its connection is gone, comes again by itself.
    private void putBack(Session old) {
        for (Arrival arrival : old.arrivals) {
            if (arrival instanceof Arrival.Delivered(Message message) && !message.isStatusMessage()) {
                try {
                    message.nak();
                } catch (IllegalStateException e) {
                    tally.info("inbox=closed detail=\"" + e.getMessage() + "\"");
                }
            }
        }
    }

    // A handler shows life at a third of what the durable allows it.
    private Duration learnAckWait(Session on) throws InterruptedException {
        try {
            ConsumerInfo info = on.connection
                    .jetStreamManagement()
                    .getConsumerInfo(Subjects.MESSAGES_STREAM, settings.self.value());
            List<Duration> backoff = info.getConsumerConfiguration().getBackoff();
            Duration wait = backoff.isEmpty() ? info.getConsumerConfiguration().getAckWait() : backoff.getFirst();
            return wait == null || wait.isZero() ? STANDARD_ACK_WAIT : wait;
        } catch (IOException | JetStreamApiException | IllegalStateException e) {
            tally.info("inbox=unknown detail=\"" + e.getMessage() + "\"");
            return STANDARD_ACK_WAIT;
        }
    }

    private static byte[] request(int batch) {
        return ("{\"batch\":" + batch + ",\"expires\":" + PULL.toNanos() + ",\"idle_heartbeat\":"
                        + SIGN_OF_LIFE.toNanos() + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
