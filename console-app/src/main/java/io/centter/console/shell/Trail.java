package io.centter.console.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a person has been: back, and forward again.
final class Trail<T> {
    private static final int MOST = 50;

    private final Deque<T> before = new ArrayDeque<>();
    private final Deque<T> after = new ArrayDeque<>();
    private @Nullable T now;

    Optional<T> now() {
        return Optional.ofNullable(now);
    }

    /// Somewhere new: what was ahead is forgotten.
    void go(T next) {
        if (now != null && !now.equals(next)) {
            before.push(now);
            after.clear();
            if (before.size() > MOST) {
                before.removeLast();
            }
        }
        now = next;
    }

    Optional<T> back() {
        return step(before, after);
    }

    Optional<T> forward() {
        return step(after, before);
    }

    void clear() {
        before.clear();
        after.clear();
        now = null;
    }

    private Optional<T> step(Deque<T> from, Deque<T> to) {
        if (from.isEmpty() || now == null) {
            return Optional.empty();
        }
        to.push(now);
        T next = from.pop();
        now = next;
        return Optional.of(next);
    }
}
