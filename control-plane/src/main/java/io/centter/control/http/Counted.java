package io.centter.control.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The limits that one request was counted by. A request that has to wait is begun anew on another thread, and is the
/// same request still.
final class Counted {
    private final List<RateLimits> by = new ArrayList<>(2);
    private RateLimits.@Nullable Left left;

    /// Whether these have not counted it yet; from now on they have.
    boolean isFirstBy(RateLimits limits) {
        return !by.contains(limits) && by.add(limits);
    }

    /// Of several shares, the answer tells of the one that ends first.
    void tell(RateLimits.Left counted) {
        RateLimits.Left before = left;
        left = before == null || counted.left() <= before.left()
                ? counted
                : new RateLimits.Left(counted.policies(), before.name(), before.left(), before.seconds());
    }

    /// What the answer tells beside what it says, whether it is a good one or a refusal.
    Map<String, String> told() {
        return left == null ? Map.of() : left.headers();
    }
}
