package io.centter.control.db;

import java.util.Optional;
import java.util.function.Supplier;

/// Work on a thread that serves many connections: it answers from memory or not at all. Whatever would wait asks
/// [#mayWait] first, above all the database.
public final class AtOnce {
    private static final ScopedValue<Boolean> ASKED = ScopedValue.newInstance();

    private AtOnce() {}

    /// Thrown where work that was to be done at once would have to wait. Nobody needs its trace, only that it came.
    public static final class WouldWait extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private WouldWait() {
            super("this would have to wait", null, false, false);
        }
    }

    /// The result, or nothing where it would have to be waited for.
    public static <T> Optional<T> attempt(Supplier<T> work) {
        try {
            return Optional.of(ScopedValue.where(ASKED, true).call(work::get));
        } catch (WouldWait _) {
            return Optional.empty();
        }
    }

    /// Whether this thread must not wait.
    public static boolean isAsked() {
        return ASKED.isBound();
    }

    /// Ends the attempt that runs on this thread, where there is one.
    public static void mayWait() {
        if (ASKED.isBound()) {
            throw new WouldWait();
        }
    }
}
