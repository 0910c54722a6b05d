package io.centter.control.access;

import io.centter.control.db.AtOnce;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A value from the database that is good until it is told to have changed, as long as that would be heard.
final class Kept<V> {
    private final BooleanSupplier heard;
    private final UnaryOperator<@Nullable V> read;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable V value;
    // How many changes there were, and what time it was, when the reading of the value began.
    private volatile long readAtChange = -1;
    private volatile long readAt;

    /// A value not read yet.
    ///
    /// @param heard whether changes can be heard now
    /// @param read makes the next value, given the last one
    Kept(BooleanSupplier heard, UnaryOperator<@Nullable V> read) {
        this.heard = heard;
        this.read = read;
    }

    void changed() {
        changes.incrementAndGet();
    }

    /// Whether [#get] answers without asking the database.
    boolean isReady() {
        return value != null && readAtChange == changes.get() && heard.getAsBoolean();
    }

    /// The value as of this call or later.
    V get() {
        V now = value;
        if (now != null && isReady()) {
            return now;
        }
        AtOnce.mayWait();
        long asked = System.nanoTime();
        reading.lock();
        try {
            V kept = value;
            if (kept != null && readAtChange == changes.get() && (heard.getAsBoolean() || readAt - asked >= 0)) {
                return kept;
            }
            long change = changes.get();
            long began = System.nanoTime();
            V next = read.apply(kept);
            if (next == null) {
                throw new IllegalStateException("nothing was read");
            }
            value = next;
            readAt = began;
            readAtChange = change;
            return next;
        } finally {
            reading.unlock();
        }
    }
}
