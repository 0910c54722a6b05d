package io.centter.control.db;

import io.centter.control.refusal.Refused;
import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/// Transactions, and above all those under a network's row lock: they give its events and its audit lines one order.
/// A lock of this process is taken first, so that a busy network holds up its own requests and not the pool, and so
/// that what was committed is told in the order of the commits.
public final class Transactions {
    private static final int STRIPES = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final List<Consumer<NetworkId>> committed = new CopyOnWriteArrayList<>();
    private final ReentrantLock[] locks =
            IntStream.range(0, STRIPES).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    public Transactions(Database database) {
        this.database = database;
    }

    /// Calls after each commit under a network's lock, before the next one can begin.
    public void whenCommitted(Consumer<NetworkId> listener) {
        committed.add(listener);
    }

    /// Reads without a transaction.
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        return database.read(work);
    }

    /// One transaction that belongs to no network.
    public <T> T write(HandleCallback<T, RuntimeException> work) {
        return database.transaction(work);
    }

    /// One transaction under the network's row lock; refused as not found where there is no such network, or it is
    /// being deleted. Not to be nested.
    public <T> T inNetwork(NetworkId network, HandleCallback<T, RuntimeException> work) {
        return locked(network, """
                SELECT 1 FROM networks WHERE id = :id AND status <> 'deleting' FOR NO KEY UPDATE
                """, work);
    }

    /// As [#inNetwork], also for a network that is being deleted: for the workers that take it down.
    public <T> T inNetworkEvenDeleting(NetworkId network, HandleCallback<T, RuntimeException> work) {
        return locked(network, "SELECT 1 FROM networks WHERE id = :id FOR NO KEY UPDATE", work);
    }

    private <T> T locked(NetworkId network, String lockRow, HandleCallback<T, RuntimeException> work) {
        ReentrantLock lock = locks[Math.floorMod(network.hashCode(), STRIPES)];
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("a network's transaction inside another");
        }
        AtOnce.mayWait();
        acquire(lock);
        try {
            return database.transaction(handle -> {
                lockRow(handle, network, lockRow);
                return work.withHandle(handle);
            });
        } finally {
            // Also when it failed: a commit whose answer was lost may hold.
            committed.forEach(listener -> listener.accept(network));
            lock.unlock();
        }
    }

    private static void acquire(ReentrantLock lock) {
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refused.Unavailable(
                        "busy",
                        "Others are changing the same network; nothing was changed here. Try again.",
                        Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused.Unavailable("stopping", "The server is stopping. Try again.", Duration.ofSeconds(2));
        }
    }

    private static void lockRow(Handle handle, NetworkId network, String sql) {
        Optional<Integer> row =
                handle.createQuery(sql).bind("id", network).mapTo(Integer.class).findOne();
        if (row.isEmpty()) {
            throw new Refused.NotFound();
        }
    }
}
