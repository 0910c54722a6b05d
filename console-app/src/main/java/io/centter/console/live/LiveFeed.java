package io.centter.console.live;

import io.centter.model.api.IssuedCredentials;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears one network from NATS, for ever: it connects with short-lived credentials and renews them, takes a snapshot
/// after every connection and every gap in the numbers of events, and notices that the machine slept. Everything goes
/// to the listener; nothing is asked of a person.
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PROBE = Duration.ofSeconds(5);
    private static final Duration GAP_GRACE = Duration.ofMillis(250);
    private static final Duration SLEPT = Duration.ofSeconds(15);
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private enum Signal {
        LOST,
        GAP,
        RECONNECT,
        CLOSE
    }

    private final FeedSource source;
    private final FeedListener listener;
    private final InstantSource clock;
    private final EventDecoder decoder;
    private final SnapshotTaker snapshots;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicBoolean gapTold = new AtomicBoolean();
    private volatile boolean closed;
    private volatile @Nullable BrokerLine current;
    private Link link;
    private @Nullable IssuedCredentials credentials;
    private Instant credentialsAt = Instant.MIN;
    private Instant nextProbe = Instant.MIN;
    private Instant nextRefresh = Instant.MIN;
    private Instant lastTick;

    public LiveFeed(FeedSource source, FeedListener listener, InstantSource clock) {
        this.source = source;
        this.listener = listener;
        this.clock = clock;
        this.link = Link.off(clock.instant());
        this.lastTick = clock.instant();
        this.decoder = new EventDecoder(listener, this::gap);
        this.snapshots = new SnapshotTaker(
                source,
                picture -> {
                    listener.changed(new FleetChange.Snapshot(picture));
                    if (!picture.hubConnected()) {
                        nextRefresh = clock.instant().plusSeconds(3);
                    }
                },
                listener::failed);
    }

    public void start() {
        Thread.ofVirtual().name("live-feed").start(this::run);
    }

    /// Drops the connection, if any, and tries at once.
    public void reconnectNow() {
        signals.add(Signal.RECONNECT);
    }

    /// Asks on the connection that there is; blocks. Fails where there is none, or nobody answers.
    public byte[] ask(String subject, byte[] question) throws IOException, InterruptedException {
        BrokerLine line = current;
        if (line == null || !line.isOpen()) {
            throw new IOException("The console is not connected to the broker; " + subject + " was not asked.");
        }
        return line.ask(subject, question, ANSWER);
    }

    /// Takes a new picture soon.
    public void refresh() {
        snapshots.request();
    }

    @Override
    public void close() {
        closed = true;
        signals.add(Signal.CLOSE);
        snapshots.close();
    }

    private void gap() {
        if (gapTold.compareAndSet(false, true)) {
            signals.add(Signal.GAP);
        }
    }

    private void run() {
        Duration wait = Duration.ZERO;
        while (!closed) {
            try {
                if (listen()) {
                    wait = Duration.ZERO;
                }
                tell(link.down(null, null, clock.instant()));
            } catch (IOException e) {
                LOG.info("broker not reached cause={}", e.getMessage());
                wait = longer(wait);
                snapshots.request();
                tell(link.down(sentence(e), clock.instant().plus(wait), clock.instant()));
            } catch (RuntimeException e) {
                wait = longer(wait);
                listener.failed(e);
                tell(link.down(sentence(e), clock.instant().plus(wait), clock.instant()));
            } catch (InterruptedException _) {
                return;
            }
            pause(wait);
        }
    }

    /// True where the connection was up and has ended; it throws where none came about.
    private boolean listen() throws IOException, InterruptedException {
        tell(link.then(Link.State.CONNECTING, clock.instant()));
        decoder.restart();
        signals.clear();
        BrokerLine line = open();
        current = line;
        try {
            tell(link.up(line.roundTrip(), clock.instant()));
            snapshots.request();
            listener.missed();
            scheduleNext();
            lastTick = clock.instant();
            while (!closed && line.isOpen()) {
                Signal signal = signals.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                if (signal == Signal.LOST && !line.isOpen()) {
                    return true;
                }
                if (signal == Signal.RECONNECT || signal == Signal.CLOSE || slept()) {
                    return true;
                }
                if (signal == Signal.GAP) {
                    coverGap();
                }
                line = tick(line);
                current = line;
            }
            return true;
        } finally {
            line.close();
        }
    }

    private BrokerLine tick(BrokerLine line) throws IOException, InterruptedException {
        Instant now = clock.instant();
        lastTick = now;
        if (now.isAfter(nextProbe)) {
            tell(link.up(line.roundTrip(), now));
            nextProbe = now.plus(PROBE);
        }
        if (!snapshots.isPending() && !gapTold.get()) {
            listener.current(now);
        }
        if (now.isAfter(nextRefresh)) {
            snapshots.request();
            nextRefresh = now.plus(snapshots.refreshInterval());
        }
        return renewalDue(now) ? renew(line) : line;
    }

    /// A picture taken now holds what the missing events said. A little patience first: they may only be late.
    private void coverGap() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(GAP_GRACE.toMillis());
        gapTold.set(false);
        if (decoder.forgiveGap()) {
            LOG.info("events are missing; taking a snapshot");
            snapshots.request();
            listener.missed();
        }
    }

    /// The new connection listens before the old one ends, so nothing falls between them.
    private BrokerLine renew(BrokerLine old) throws IOException, InterruptedException {
        credentials = null;
        try {
            BrokerLine next = open();
            old.close();
            return next;
        } catch (RuntimeException e) {
            // The old credentials still hold for a while.
            listener.failed(e);
            credentialsAt = clock.instant();
            return old;
        }
    }

    private BrokerLine open() throws IOException, InterruptedException {
        IssuedCredentials usable = credentials;
        Instant now = clock.instant();
        if (usable == null || !now.plusSeconds(60).isBefore(usable.expiresAt())) {
            usable = source.credentials();
            credentials = usable;
            credentialsAt = now;
        }
        try {
            return BrokerLine.open(usable, this::hear, () -> signals.add(Signal.LOST));
        } catch (IOException e) {
            // They may be refused, or name servers that have moved: the next try asks for new ones.
            credentials = null;
            throw e;
        }
    }

    private boolean renewalDue(Instant now) {
        IssuedCredentials held = credentials;
        if (held == null) {
            return now.isAfter(credentialsAt.plusSeconds(30));
        }
        Duration life = Duration.between(credentialsAt, held.expiresAt());
        Duration due = life.multipliedBy(3).dividedBy(4);
        // Where the clocks of both machines differ by hours, the life may look shorter than nothing.
        return now.isAfter(credentialsAt.plus(due.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : due));
    }

    private void hear(Message message) {
        decoder.decode(message.getSubject(), message.getData());
    }

    private boolean slept() {
        boolean jump = Duration.between(lastTick, clock.instant()).abs().compareTo(SLEPT) > 0;
        if (jump) {
            LOG.info("the clock jumped; connecting anew");
        }
        return jump;
    }

    private void scheduleNext() {
        nextProbe = clock.instant().plus(PROBE);
        nextRefresh = clock.instant().plus(snapshots.refreshInterval());
        gapTold.set(false);
    }

    private void pause(Duration wait) {
        // Not by the clock of the day: somebody may set it back.
        long until = System.nanoTime() + wait.toNanos();
        try {
            for (long left = wait.toNanos(); !closed && left > 0; left = until - System.nanoTime()) {
                Signal signal = signals.poll(left, TimeUnit.NANOSECONDS);
                if (signal == Signal.RECONNECT || signal == Signal.CLOSE) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    private void tell(Link next) {
        link = next;
        if (!closed) {
            listener.link(next);
        }
    }

    private static Duration longer(Duration wait) {
        Duration next = wait.isZero() ? Duration.ofMillis(250) : wait.multipliedBy(2);
        return next.compareTo(LONGEST_RETRY) < 0 ? next : LONGEST_RETRY;
    }

    private static String sentence(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
