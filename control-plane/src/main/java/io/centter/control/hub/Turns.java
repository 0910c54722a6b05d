package io.centter.control.hub;

import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// One at a time for each network, in this process.
final class Turns {
    private static final int STRIPES = 256;

    private final Duration patience;
    private final ReentrantLock[] locks =
            IntStream.range(0, STRIPES).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    /// @param patience how long anybody waits for its turn
    Turns(Duration patience) {
        this.patience = patience;
    }

    /// [BrokerAway] where the turn does not come.
    <T> T take(NetworkId network, Supplier<T> work) {
        ReentrantLock lock = turn(network);
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// The same for work that gives nothing back.
    void run(NetworkId network, Runnable work) {
        ReentrantLock lock = turn(network);
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock turn(NetworkId network) {
        ReentrantLock lock = locks[Math.floorMod(network.hashCode(), STRIPES)];
        try {
            if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BrokerAway("others are at this network");
            }
            return lock;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAway("stopping");
        }
    }
}
