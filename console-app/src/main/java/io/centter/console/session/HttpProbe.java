package io.centter.console.session;

import io.centter.console.live.Link;
import io.centter.model.api.NatsHealth;
import io.centter.sdk.rest.ApiFailure;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.CentterApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks the control plane every few seconds whether it is there and whether it hears the broker, and measures how long
/// the answer takes.
public final class HttpProbe implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration EVERY_WHILE_DOWN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final CentterApi api;
    private final Consumer<Link> link;
    private final Consumer<NatsHealth> hub;
    private final InstantSource clock;
    private final Semaphore now = new Semaphore(0);
    private volatile boolean closed;

    /// The consumers are called on the probe's thread.
    public HttpProbe(CentterApi api, Consumer<Link> link, Consumer<NatsHealth> hub, InstantSource clock) {
        this.api = api.within(PATIENCE);
        this.link = link;
        this.hub = hub;
        this.clock = clock;
    }

    public void start() {
        Thread.ofVirtual().name("http-probe").start(this::run);
    }

    public void probeNow() {
        now.release();
    }

    @Override
    public void close() {
        closed = true;
        now.release();
    }

    private void run() {
        Link state = Link.off(clock.instant()).then(Link.State.CONNECTING, clock.instant());
        try {
            while (!closed) {
                state = probe(state);
                if (!closed) {
                    link.accept(state);
                }
                Duration wait = state.isUp() ? EVERY : EVERY_WHILE_DOWN;
                boolean _ = now.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                now.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Link probe(Link before) {
        long start = System.nanoTime();
        try {
            NatsHealth health = api.natsHealth();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (!closed) {
                hub.accept(health);
            }
            return before.up(took, clock.instant());
        } catch (ApiProblem e) {
            // An answer, even one that complains, proves that the way is open.
            return e.status() >= 500
                    ? before.down(message(e), clock.instant().plus(EVERY_WHILE_DOWN), clock.instant())
                    : before.up(Duration.ofNanos(System.nanoTime() - start), clock.instant());
        } catch (ApiFailure e) {
            return before.down(message(e), clock.instant().plus(EVERY_WHILE_DOWN), clock.instant());
        }
    }

    private static String message(ApiFailure e) {
        String text = e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text;
    }
}
