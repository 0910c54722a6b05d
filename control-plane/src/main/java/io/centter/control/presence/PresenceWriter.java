package io.centter.control.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.db.Transactions;
import io.centter.control.event.Happened;
import io.centter.control.event.Outbox;
import io.centter.control.lease.Duty;
import io.centter.control.lease.DutyLost;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes transitions as history and as events, many in one transaction, and now and then who was last heard when.
/// While the database is away they wait, up to a limit; beyond it the oldest are lost and counted. Of several processes
/// that see the same, the one on duty writes; when it ends, another goes on where it stopped.
public final class PresenceWriter implements Consumer<Transition>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceWriter.class);
    private static final int CAPACITY = 200_000;
    private static final int BATCH = 2_000;
    private static final int ROWS = 1_000;
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final Transactions transactions;
    private final Outbox outbox;
    private final Duty duty;
    private final InstantSource clock;
    private final TransitionLanes lanes;
    private final Bystander bystander = new Bystander();
    private final BlockingQueue<Transition> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final LongAdder lost = new LongAdder();
    private final Thread thread =
            Thread.ofPlatform().name("presence-writer").daemon().unstarted(this::run);
    private volatile boolean closed;
    private long lastFlush;

    /// @param duty whether this process writes; the others watch, and go on where it ends
    public PresenceWriter(Transactions transactions, Outbox outbox, Duty duty, InstantSource clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.duty = duty;
        this.clock = clock;
        this.lanes = new TransitionLanes(this::written, CAPACITY, lost);
        this.lastFlush = clock.millis();
    }

    public void start() {
        thread.start();
    }

    /// Never waits: the caller holds a network's lock.
    @Override
    public void accept(Transition transition) {
        while (!queue.offer(transition)) {
            if (queue.poll() != null) {
                lost.increment();
            }
        }
    }

    /// Transitions that were never written.
    public long lost() {
        return lost.sum();
    }

    /// Writes who was heard since the last time.
    void flushHeartbeats(PresenceBoard board) {
        long from = lastFlush;
        long until = clock.millis();
        List<PresenceBoard.Heard> heard = board.heardSince(from - 1);
        try {
            for (int i = 0; i < heard.size(); i += ROWS) {
                writeHeard(heard.subList(i, Math.min(heard.size(), i + ROWS)), from);
            }
            lastFlush = until;
        } catch (Refused.Unavailable e) {
            LOG.debug("heartbeats=wait reason={}", e.getMessage());
        }
    }

    /// History older than this.
    public int forgetOld(Handle handle, Duration kept) {
        return PresenceSql.of(handle).forget(clock.instant().minus(kept));
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(3));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean wasMine = false;
        while (!closed || !isDone()) {
            try {
                Transition first = queue.poll(100, TimeUnit.MILLISECONDS);
                boolean mine = duty.isMine();
                if (mine && !wasMine && !takeOver()) {
                    mine = false;
                }
                wasMine = mine;
                if (first != null) {
                    // A little patience makes one transaction of many.
                    TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
                    sort(first, mine);
                }
                lanes.start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isDone() {
        return queue.isEmpty() && (lanes.isEmpty() || !duty.isMine());
    }

    private void sort(Transition first, boolean mine) {
        List<Transition> some = new ArrayList<>(List.of(first));
        queue.drainTo(some, BATCH);
        Instant now = clock.instant();
        for (Transition one : some) {
            if (mine) {
                lanes.add(one);
            } else {
                synchronized (bystander) {
                    bystander.saw(one, now);
                }
            }
        }
    }

    /// Writes what the process that had the duty before saw and did not write any more.
    private boolean takeOver() {
        try {
            synchronized (bystander) {
                String[] agents =
                        bystander.agents().stream().map(AgentId::value).toArray(String[]::new);
                Map<AgentId, Bystander.Written> last = new HashMap<>();
                if (agents.length > 0) {
                    transactions
                            .read(handle -> PresenceSql.of(handle).last(agents))
                            .forEach(row -> last.put(
                                    row.agentId(), new Bystander.Written(row.toPresence(), row.stuck(), row.at())));
                }
                bystander.unwritten(last).forEach(lanes::add);
            }
            return true;
        } catch (Refused.Unavailable e) {
            LOG.debug("transitions=wait reason={}", e.getMessage());
            return false;
        }
    }

    /// Whether they need not be tried again.
    private boolean written(NetworkId network, List<Transition> some) {
        try {
            transactions.inNetwork(network, handle -> {
                duty.require(handle);
                PresenceSql.of(handle)
                        .insert(some.stream().map(PresenceWriter::change).toList());
                return outbox.events(
                        handle,
                        network,
                        some.stream()
                                .map(one -> new Happened(one.at(), one.event()))
                                .toList());
            });
            return true;
        } catch (DutyLost _) {
            Instant now = clock.instant();
            synchronized (bystander) {
                some.forEach(one -> bystander.saw(one, now));
            }
            return true;
        } catch (Refused.NotFound _) {
            return true;
        } catch (Refused.Unavailable e) {
            LOG.debug("transitions=wait reason={}", e.getMessage());
            return false;
        }
    }

    private void writeHeard(List<PresenceBoard.Heard> some, long from) {
        List<PresenceSql.Said> said = some.stream()
                .filter(one -> one.report().said() >= from)
                .map(PresenceWriter::said)
                .toList();
        transactions.write(handle -> {
            PresenceSql sql = PresenceSql.of(handle);
            if (!said.isEmpty()) {
                sql.said(said);
            }
            return sql.heard(new PresenceSql.Beats(some));
        });
    }

    private static PresenceSql.Change change(Transition one) {
        return new PresenceSql.Change(
                one.network(),
                one.agent(),
                one.at().truncatedTo(ChronoUnit.MICROS),
                word(one.from()),
                word(one.to()),
                word(one.cause()),
                one.status() == null ? null : word(one.status()),
                one.stuck());
    }

    private static PresenceSql.Said said(PresenceBoard.Heard one) {
        Report report = one.report();
        Profile profile = report.profile();
        Object location = Addresses.location(report.addresses(), profile.site());
        return new PresenceSql.Said(
                one.network(),
                one.agent().value(),
                Addresses.endpoint(report.addresses()),
                location == null ? null : json(location),
                json(profile.transports()),
                json(profile.capabilities()),
                json(profile.builtinSkills()),
                json(profile.customSkills()),
                json(profile.tools()));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String json(@Nullable Object value) {
        try {
            return Wire.strict().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
