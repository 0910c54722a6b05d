package io.centter.sdk.mesh;

import io.centter.model.message.Subjects;
import io.centter.sdk.rest.ApiProblem;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps one agent connected: fetches and renews credentials, connects, and begins again when a connection is over.
/// Short absences are the NATS client's own business; this class acts where that one gives up.
final class Link {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT_REFUSED = Duration.ofMinutes(1);
    private static final int REFUSALS_WITHOUT_KEY = 3;
    /// After so many the brokers may have moved.
    private static final int DOUBTFUL_FAILURES = 5;

    private final MeshAgentBuilder settings;
    private final MeshThreads threads;
    private final Access access;
    private final LinkListener listener;
    private final Tally tally;
    private volatile @Nullable Renewal current;
    private volatile LinkState state;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Instant lostAt;
    private volatile boolean closing;
    private volatile CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Future<?> loop;

    Link(MeshAgentBuilder settings, MeshThreads threads, Access access, LinkListener listener, Tally tally) {
        this.settings = settings;
        this.threads = threads;
        this.access = access;
        this.listener = listener;
        this.tally = tally;
        state = new LinkState(LinkState.Phase.CONNECTING, settings.clock.instant(), null);
    }

    synchronized void start() {
        if (loop == null) {
            lostAt = settings.clock.instant();
            loop = threads.run(this::run);
        }
    }

    LinkState state() {
        return state;
    }

    /// The connection, if messages flow on it now.
    Optional<Connection> connected() {
        Connection now = connection;
        return now != null && now.getStatus() == Connection.Status.CONNECTED ? Optional.of(now) : Optional.empty();
    }

    /// Since when nothing flows; empty while connected.
    Optional<Instant> lostAt() {
        return Optional.ofNullable(lostAt);
    }

    void close(Duration limit) {
        closing = true;
        Connection open = connection;
        if (open != null) {
            flushQuietly(open, limit);
            closeQuietly(open);
        }
        ended.countDown();
        synchronized (this) {
            if (loop != null) {
                loop.cancel(true);
            }
        }
        become(LinkState.Phase.CLOSED, null);
    }

    private void run() {
        int failures = 0;
        int refusals = 0;
        while (!closing) {
            try {
                boolean open = access.isOpen();
                ChangingCredentials login = open ? null : new ChangingCredentials(access.present());
                CountDownLatch over = new CountDownLatch(1);
                ended = over;
                Connection fresh = Nats.connect(options(login, over));
                boolean refused = stayAndClose(fresh, login, over);
                failures = 0;
                refusals = refused ? refusals + 1 : 0;
                if (refused && !mayTryAgain(refusals, "the broker refuses the credentials")) {
                    return;
                }
                pause(refused ? refusalWait(refusals) : FIRST_WAIT);
            } catch (AuthenticationException e) {
                refusals++;
                if (!mayTryAgain(refusals, "the broker refuses the credentials (" + e.getMessage() + ")")) {
                    return;
                }
                pauseQuietly(refusalWait(refusals));
            } catch (ApiProblem e) {
                if (isFinal(e)) {
                    refuse("No credentials for the mesh: " + e.getMessage());
                    return;
                }
                failed(e, ++failures);
            } catch (IOException | RuntimeException e) {
                failed(e, ++failures);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private boolean stayAndClose(Connection open, @Nullable ChangingCredentials login, CountDownLatch over)
            throws InterruptedException {
        try {
            attached(open);
            return stay(open, login, over);
        } finally {
            closeQuietly(open);
        }
    }

    // Until the connection is over. Whether it ended because the credentials were refused.
    private boolean stay(Connection open, @Nullable ChangingCredentials login, CountDownLatch over)
            throws InterruptedException {
        if (login == null || !access.renews()) {
            over.await();
        } else {
            Renewal renewal =
                    new Renewal(access, open, login, settings.clock, listener, tally, settings.random.nextDouble());
            current = renewal;
            while (!over.await(renewal.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                if (renewal.look(lostAt)) {
                    open.close();
                }
            }
        }
        String error = open.getLastError();
        return !closing && error != null && isAuthentication(error);
    }

    /// Exchanges the credentials soon, although their time is not over; does nothing without a way to get others.
    void renewSoon() {
        Renewal renewal = current;
        if (renewal != null) {
            var _ = threads.run(renewal::now);
        }
    }

    private boolean mayTryAgain(int refusals, String why) {
        if (access.renews()) {
            access.forget();
        } else if (refusals >= REFUSALS_WITHOUT_KEY) {
            refuse(why + "; get new ones and start again");
            return false;
        }
        become(LinkState.Phase.CONNECTING, why);
        return true;
    }

    private static boolean isFinal(ApiProblem e) {
        // 404 of something that stands in front of a control plane says nothing about the agent.
        return !e.code().startsWith("http-") && (e.status() == 401 || e.status() == 403 || e.status() == 404);
    }

    private static boolean isAuthentication(String error) {
        String lower = error.toLowerCase(Locale.ROOT);
        return lower.startsWith("user authentication") || lower.startsWith("authorization violation");
    }

    private void refuse(String why) {
        tally.warn("mesh=refused detail=\"" + why + "\"");
        become(LinkState.Phase.REFUSED, why);
    }

    private void failed(Exception e, int failures) {
        tally.count(Counter.CONNECTION_ERRORS);
        tally.info("connection=failed attempt=" + failures + " detail=\"" + e + "\"");
        become(LinkState.Phase.CONNECTING, e.getMessage());
        if (failures % DOUBTFUL_FAILURES == 0) {
            access.doubt();
        }
        Duration wait = backOff(failures, LONGEST_WAIT);
        if (e instanceof ApiProblem problem) {
            Duration asked = problem.retryAfter().orElse(Duration.ZERO);
            wait = asked.compareTo(wait) > 0 ? asked : wait;
        }
        pauseQuietly(wait);
    }

    private Duration refusalWait(int refusals) {
        return refusals <= 1 ? FIRST_WAIT : backOff(refusals + 2, LONGEST_WAIT_REFUSED);
    }

    // Full jitter: a thousand agents that lost one server do not come back in step.
    private Duration backOff(long attempt, Duration longest) {
        long ceiling = Math.min(longest.toMillis(), FIRST_WAIT.toMillis() << Math.min(16, Math.max(0, attempt)));
        return Duration.ofMillis(FIRST_WAIT.toMillis() / 2 + (long) (settings.random.nextDouble() * ceiling));
    }

    private void pause(Duration wait) throws InterruptedException {
        if (!closing) {
            Thread.sleep(wait);
        }
    }

    private void pauseQuietly(Duration wait) {
        try {
            pause(wait);
        } catch (InterruptedException _) {
            closing = true;
        }
    }

    private void attached(Connection fresh) {
        connection = fresh;
        if (closing) {
            closeQuietly(fresh);
            return;
        }
        lostAt = null;
        become(LinkState.Phase.CONNECTED, null);
        listener.attached(fresh);
        if (fresh.getStatus() != Connection.Status.CONNECTED) {
            heard(fresh, ended, io.nats.client.ConnectionListener.Events.DISCONNECTED);
        }
    }

    void heard(Connection source, CountDownLatch over, io.nats.client.ConnectionListener.Events event) {
        if (event == io.nats.client.ConnectionListener.Events.CLOSED) {
            over.countDown();
            return;
        }
        Connection current = connection;
        if (current != null && !source.equals(current)) {
            return; // of a connection that is over: callbacks may come late
        }
        switch (event) {
            case RESUBSCRIBED -> {
                lostAt = null;
                tally.count(Counter.RECONNECTS);
                become(LinkState.Phase.CONNECTED, null);
                listener.resumed(source);
            }
            case DISCONNECTED -> {
                if (source.getStatus() == Connection.Status.CONNECTED) {
                    return; // an old word: callbacks have no order
                }
                if (lostAt == null) {
                    lostAt = settings.clock.instant();
                }
                if (!closing && state.phase() == LinkState.Phase.CONNECTED) {
                    become(LinkState.Phase.RECONNECTING, source.getLastError());
                }
            }
            case CLOSED, CONNECTED, RECONNECTED, DISCOVERED_SERVERS, LAME_DUCK -> {}
        }
    }

    private synchronized void become(LinkState.Phase phase, @Nullable String detail) {
        LinkState before = state;
        if (before.phase() == LinkState.Phase.CLOSED || (before.phase() == phase && detail == null)) {
            return;
        }
        Instant since = before.phase() == phase ? before.since() : settings.clock.instant();
        state = new LinkState(phase, since, detail);
        for (Consumer<LinkState> watcher : settings.stateWatchers) {
            try {
                watcher.accept(state);
            } catch (RuntimeException e) {
                tally.trouble(Counter.HANDLER_FAILURES, e);
            }
        }
    }

    private Options options(@Nullable ChangingCredentials login, CountDownLatch over) {
        List<String> servers = access.servers();
        Options.Builder options = new Options.Builder()
                .servers(servers.toArray(String[]::new))
                .connectionName(settings.self.value())
                .inboxPrefix(Subjects.replyPrefix(settings.self.value()))
                .connectionTimeout(Duration.ofSeconds(5))
                .pingInterval(Duration.ofSeconds(20))
                .requestCleanupInterval(Duration.ofSeconds(30))
                .maxReconnects(-1)
                .reconnectDelayHandler(tries -> backOff(tries, LONGEST_WAIT))
                .bufferSize(16 * 1024)
                .reportNoResponders()
                .executor(threads.virtual())
                .connectExecutor(threads.virtual())
                .callbackExecutor(threads.virtual())
                .readerExecutor(threads.virtual())
                .writerExecutor(threads.virtual())
                .scheduledExecutor(threads.timer())
                .connectionListener((source, event) -> guarded(() -> heard(source, over, event)))
                .errorListener(new LinkErrors(tally, listener));
        settings.secure(options, servers);
        if (login != null) {
            options.authHandler(login);
        }
        return options.build();
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            tally.trouble(Counter.CONNECTION_ERRORS, e);
        }
    }

    private void flushQuietly(Connection open, Duration limit) {
        if (limit.isZero() || open.getStatus() != Connection.Status.CONNECTED) {
            return;
        }
        try {
            open.flush(limit);
        } catch (TimeoutException | IllegalStateException e) {
            tally.info("closing without a last flush: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Connection open) {
        try {
            open.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
