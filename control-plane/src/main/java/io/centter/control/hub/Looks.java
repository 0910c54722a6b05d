package io.centter.control.hub;

import io.centter.model.identity.NetworkId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// Looks at many networks, a few at a time.
final class Looks {
    private final int atATime;

    Looks(int atATime) {
        this.atATime = atATime;
    }

    /// Returns when all that began have ended, so that nothing goes on behind the caller's back. What one throws is
    /// thrown, and those that had not begun then are left.
    ///
    /// @return whether each look said yes
    boolean atEach(List<NetworkId> networks, Predicate<NetworkId> look) {
        AtomicBoolean givenUp = new AtomicBoolean();
        try (ExecutorService workers = Executors.newFixedThreadPool(
                atATime, Thread.ofVirtual().name("hub-look-", 1).factory())) {
            List<Future<Boolean>> looks = networks.stream()
                    .map(network -> workers.submit(() -> at(network, look, givenUp)))
                    .toList();
            return all(looks, givenUp);
        }
    }

    private static boolean all(List<Future<Boolean>> looks, AtomicBoolean givenUp) {
        try {
            boolean all = true;
            for (Future<Boolean> one : looks) {
                all &= one.get();
            }
            return all;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            givenUp.set(true);
            Thread.currentThread().interrupt();
            throw new BrokerAway("stopping");
        }
    }

    private static boolean at(NetworkId network, Predicate<NetworkId> look, AtomicBoolean givenUp) {
        if (givenUp.get()) {
            return false;
        }
        try {
            return look.test(network);
        } catch (RuntimeException e) {
            givenUp.set(true);
            throw e;
        }
    }
}
