package io.centter.control.event;

import io.centter.control.db.Transactions;
import io.centter.control.refusal.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries outbox rows after their commit: the events of a network in order, its work for the broker
/// in order, and all of these queues side by side. A row that fails is tried
/// again up to [#TRIES] times and then parked, so that it holds up nobody; while a broker or the database is away rows
/// wait.
public final class Relay implements AutoCloseable {
    /// After so many failures a row is parked and left to a person.
    public static final int TRIES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int SIDE_BY_SIDE = 8;
    private static final int BATCH = 500;
    /// What a process that was stopped had claimed waits this long; a living one renews its claims in time.
    private static final int CLAIM_SECONDS = 10;
    private static final Duration RENEWAL = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Transactions transactions;
    private final Map<String, Carrier> carriers;
    private final String holder;
    private final Backoff backoff;
    private final BooleanSupplier able;
    private final Semaphore signal = new Semaphore(0);
    private final Semaphore slots = new Semaphore(SIDE_BY_SIDE);
    private final Thread loop;
    private volatile boolean closed;
    private boolean away;
    private long renewedAt = System.nanoTime();

    /// A relay that hears of new rows from `outbox`.
    ///
    /// @param holder names this process in the claims, such as host and pid
    /// @param able whether this process can carry now; one that cannot leaves the rows to others
    public Relay(
            Transactions transactions,
            Outbox outbox,
            List<Carrier> carriers,
            String holder,
            Backoff backoff,
            BooleanSupplier able) {
        this.transactions = transactions;
        this.carriers = new HashMap<>();
        for (Carrier carrier : carriers) {
            for (String kind : carrier.kinds()) {
                if (this.carriers.put(kind, carrier) != null) {
                    throw new IllegalArgumentException("two carriers for " + kind);
                }
            }
        }
        this.holder = holder;
        this.backoff = backoff;
        this.able = able;
        this.loop = Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::run);
        outbox.wakes(this::wake);
    }

    public void start() {
        loop.start();
    }

    /// Looks for rows now instead of at the next turn.
    public void wake() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    /// The broker is back: what waited for it is tried at once.
    public void retryNow() {
        try {
            transactions.write(handle -> {
                RelaySql.of(handle).hurry();
                return true;
            });
        } catch (Refused.Unavailable e) {
            LOG.debug("outbox not hurried: {}", e.getMessage());
        }
        wake();
    }

    /// Rows that wait to be carried.
    public long waiting() {
        return transactions.read(handle -> RelaySql.of(handle).waiting());
    }

    /// Rows that failed too often and need a person.
    public long parked() {
        return transactions.read(handle -> RelaySql.of(handle).parked());
    }

    /// As [#waiting], for a meter: NaN while the database is away.
    public Number waitingOrUnknown() {
        return orUnknown(this::waiting);
    }

    /// As [#parked], for a meter: NaN while the database is away.
    public Number parkedOrUnknown() {
        return orUnknown(this::parked);
    }

    private static Number orUnknown(LongSupplier count) {
        try {
            return count.getAsLong();
        } catch (Refused.Unavailable _) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        wake();
        try {
            if (loop.isAlive()) {
                loop.join(Duration.ofSeconds(2));
            }
            if (!slots.tryAcquire(SIDE_BY_SIDE, 5, TimeUnit.SECONDS)) {
                LOG.warn("relay stopped while rows were being carried; they are carried again at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            int started = 0;
            try {
                started = startDue();
                if (away) {
                    away = false;
                    LOG.info("relay goes on");
                }
            } catch (Refused.Unavailable e) {
                if (!away) {
                    away = true;
                    LOG.warn("relay waits cause=\"{}\"", e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.error("relay turn failed", e);
            }
            if (started == 0) {
                rest();
            }
        }
    }

    private void rest() {
        try {
            if (signal.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private int startDue() {
        renewClaims();
        int free = slots.availablePermits();
        if (free == 0 || !able.getAsBoolean()) {
            return 0;
        }
        List<RelaySql.Queue> queues =
                transactions.write(handle -> RelaySql.of(handle).claim(holder, free, CLAIM_SECONDS));
        for (RelaySql.Queue queue : queues) {
            slots.acquireUninterruptibly();
            Thread.ofVirtual()
                    .name("carry-" + queue.lane() + "-" + queue.networkId())
                    .start(() -> {
                        try {
                            carry(queue);
                        } catch (RuntimeException e) {
                            LOG.warn("rows not noted network={} cause=\"{}\"", queue.networkId(), e.getMessage());
                        } finally {
                            slots.release();
                            wake();
                        }
                    });
        }
        return queues.size();
    }

    private void renewClaims() {
        boolean carrying = slots.availablePermits() < SIDE_BY_SIDE;
        if (carrying && System.nanoTime() - renewedAt > RENEWAL.toNanos()) {
            transactions.write(handle -> {
                RelaySql.of(handle).renew(holder, CLAIM_SECONDS);
                return true;
            });
            renewedAt = System.nanoTime();
        }
    }

    /// Carries the longest run of rows at the front that one carrier takes. A row that failed before goes alone, so
    /// that it is found out which one fails.
    private void carry(RelaySql.Queue queue) {
        List<OutboxRow> rows = transactions.read(handle -> RelaySql.of(handle).rows(queue, BATCH));
        if (rows.isEmpty()) {
            return;
        }
        OutboxRow first = rows.getFirst();
        Carrier carrier = carriers.get(first.kind());
        if (carrier == null) {
            noteRetry(List.of(), first, 0, new CarrierUnavailable("nothing here carries " + first.kind()));
            return;
        }
        List<OutboxRow> batch = first.attempts() > 0
                ? List.of(first)
                : rows.stream()
                        .takeWhile(row -> row.attempts() == 0 && carrier.kinds().contains(row.kind()))
                        .toList();
        try {
            carrier.carry(batch);
        } catch (CarrierUnavailable | Refused.Unavailable e) {
            noteRetry(List.of(), first, 0, e);
            return;
        } catch (Exception e) {
            if (batch.size() == 1) {
                noteFailure(List.of(), first, e);
            } else {
                carryEach(carrier, batch);
            }
            return;
        }
        note(sql -> sql.done(positions(batch)));
    }

    /// One by one, so that the row that fails is the one that is charged. What was carried is noted together with how
    /// that one fared: the first row holds the claim of them all.
    private void carryEach(Carrier carrier, List<OutboxRow> batch) {
        for (int i = 0; i < batch.size(); i++) {
            List<OutboxRow> carried = batch.subList(0, i);
            OutboxRow row = batch.get(i);
            try {
                carrier.carry(List.of(row));
            } catch (CarrierUnavailable | Refused.Unavailable e) {
                noteRetry(carried, row, 0, e);
                return;
            } catch (Exception e) {
                noteFailure(carried, row, e);
                return;
            }
        }
        note(sql -> sql.done(positions(batch)));
    }

    private static long[] positions(List<OutboxRow> rows) {
        return rows.stream().mapToLong(OutboxRow::position).toArray();
    }

    /// Writes down how it went, as often as it takes: a row that was carried and not noted would be carried again, and
    /// hold up its network until the claim lapses.
    private void note(Consumer<RelaySql> outcome) {
        while (true) {
            try {
                transactions.write(handle -> {
                    outcome.accept(RelaySql.of(handle));
                    return true;
                });
                return;
            } catch (Refused.Unavailable e) {
                if (closed) {
                    throw e;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private void noteFailure(List<OutboxRow> carried, OutboxRow row, Exception failure) {
        if (row.attempts() + 1 < TRIES) {
            LOG.warn(
                    "row failed position={} network={} kind={} attempt={} cause=\"{}\"",
                    row.position(),
                    row.networkId(),
                    row.kind(),
                    row.attempts() + 1,
                    failure.toString());
            noteRetry(carried, row, 1, failure);
            return;
        }
        LOG.error(
                "row parked position={} network={} kind={} after={}",
                row.position(),
                row.networkId(),
                row.kind(),
                TRIES,
                failure);
        note(sql -> {
            sql.done(positions(carried));
            sql.park(row.position(), failure.toString());
        });
    }

    private void noteRetry(List<OutboxRow> carried, OutboxRow row, int failed, Exception cause) {
        double seconds = backoff.after(row.attempts()).toMillis() / 1000.0;
        note(sql -> {
            sql.done(positions(carried));
            sql.retry(row.position(), failed, cause.toString(), seconds);
        });
    }
}
