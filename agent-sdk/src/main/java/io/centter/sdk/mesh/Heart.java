package io.centter.sdk.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.model.heartbeat.Denial;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Work;
import io.centter.model.message.Subjects;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.ApiFailure;
import io.centter.sdk.rest.CentterApi;
import io.nats.client.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Sends the heartbeats of one agent: at its regular times, at once on a change (at most one a second), and when the
/// mesh is back. While the mesh is away for longer they go over HTTP, where there is an API key.
final class Heart {
    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CHANGES_OVER_HTTP = Duration.ofSeconds(10);
    /// A restart of the broker is over sooner than this; it is not worth a request.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MeshAgentBuilder settings;
    private final MeshThreads threads;
    private final Link link;
    private final Denials denials;
    private final Inbox inbox;
    private final Tally tally;
    private final BeatSchedule schedule;
    private final String bootId;
    private final ReentrantLock beating = new ReentrantLock();

    // Guarded by this.
    private AgentProfile profile;
    private HeartbeatStatus status = HeartbeatStatus.OK;
    private @Nullable Work work;
    private @Nullable Instant lastBeat;
    private @Nullable ScheduledFuture<?> next;
    private Instant nextAt = Instant.MAX;
    private boolean running;

    // Guarded by beating.
    private long seq;

    Heart(MeshAgentBuilder settings, MeshThreads threads, Link link, Denials denials, Inbox inbox, Tally tally) {
        this.settings = settings;
        this.threads = threads;
        this.link = link;
        this.denials = denials;
        this.inbox = inbox;
        this.tally = tally;
        profile = settings.profile;
        schedule = new BeatSchedule(settings.self, settings.beatEvery);
        byte[] boot = new byte[8];
        settings.random.nextBytes(boot);
        bootId = HexFormat.of().formatHex(boot);
    }

    synchronized void start() {
        running = true;
        plan(Duration.ZERO);
    }

    synchronized void stop() {
        running = false;
        if (next != null) {
            next.cancel(false);
        }
    }

    synchronized void show(HeartbeatStatus now) {
        if (status != now) {
            status = now;
            changed();
        }
    }

    synchronized void show(@Nullable Work now) {
        work = now;
        changed();
    }

    synchronized void show(AgentProfile now) {
        if (!profile.equals(now)) {
            profile = now;
            changed();
        }
    }

    synchronized HeartbeatStatus status() {
        return status;
    }

    synchronized AgentProfile profile() {
        return profile;
    }

    synchronized void changed() {
        Instant last = lastBeat;
        Instant now = settings.clock.instant();
        Duration apart = link.connected().isPresent() ? BETWEEN_CHANGES : BETWEEN_CHANGES_OVER_HTTP;
        Duration wait = last == null ? Duration.ZERO : apart.minus(Duration.between(last, now));
        plan(wait.isNegative() ? Duration.ZERO : wait);
    }

    /// The mesh is there, for the first time or again.
    synchronized void resumed() {
        plan(Duration.ZERO);
    }

    /// Sends one now, in the calling thread, whatever is planned.
    void beat() {
        beating.lock();
        try {
            List<Denial> refused = denials.take();
            boolean sent = send(compose(refused));
            if (!sent) {
                denials.giveBack(refused);
            }
        } catch (RuntimeException | JsonProcessingException e) {
            tally.trouble(Counter.BEATS_LOST, e);
        } finally {
            beating.unlock();
        }
    }

    private void due() {
        synchronized (this) {
            if (!running) {
                return;
            }
            next = null;
            nextAt = Instant.MAX;
            lastBeat = settings.clock.instant();
        }
        if (isAlive()) {
            beat();
        }
        synchronized (this) {
            plan(schedule.untilNext(settings.clock.instant(), settings.random.nextDouble()));
        }
    }

    private boolean isAlive() {
        try {
            return settings.beatWhile.getAsBoolean();
        } catch (RuntimeException e) {
            tally.trouble(Counter.HANDLER_FAILURES, e);
            return false;
        }
    }

    // Keeps what is planned earlier.
    private synchronized void plan(Duration wait) {
        Instant at = settings.clock.instant().plus(wait);
        if (!running || (next != null && !at.isBefore(nextAt))) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        nextAt = at;
        next = threads.later(wait, this::due);
    }

    private boolean send(Heartbeat heartbeat) throws JsonProcessingException {
        Connection open = link.connected().orElse(null);
        if (open != null) {
            open.publish(Subjects.heartbeat(settings.self), Wire.tolerant().writeValueAsBytes(heartbeat));
            tally.count(Counter.BEATS);
            return true;
        }
        CentterApi api = settings.api;
        Instant lost = link.lostAt().orElse(null);
        Instant now = settings.clock.instant();
        if (api == null || lost == null || Duration.between(lost, now).compareTo(PATIENCE) < 0) {
            // The connection's return brings the next one.
            return false;
        }
        try {
            api.heartbeat(heartbeat);
            tally.count(Counter.BEATS_OVER_HTTP);
            return true;
        } catch (ApiFailure e) {
            tally.trouble(Counter.BEATS_LOST, e);
            return false;
        }
    }

    private synchronized Heartbeat compose(List<Denial> refused) {
        Work shown = work == null ? inbox.work() : work;
        return new Heartbeat(
                Heartbeat.VERSION,
                settings.self,
                bootId,
                seq++,
                settings.clock.instant(),
                status,
                profile.location(),
                profile.endpointUrl(),
                profile.transports(),
                profile.capabilities(),
                profile.builtinSkills(),
                profile.customSkills(),
                profile.tools(),
                shown,
                refused,
                profile.build());
    }
}
