package io.centter.control.http;

import io.centter.control.refusal.Refused;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often each of many may do something. Who asks too often waits, and nobody can lock out another for longer than
/// the bucket takes to fill.
public final class RateLimits {
    /// Beyond this many, those that were not seen for longest are forgotten.
    private static final int REMEMBERED = 50_000;

    private final int perMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    public RateLimits(int perMinute) {
        this.perMinute = perMinute;
    }

    /// Refuses with the time to wait when `who` has used up its share.
    public void require(String who) {
        ConsumptionProbe probe = bucket(who).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            throw new Refused.Limit(
                    "too-many-requests",
                    "Too many attempts; wait " + Math.max(1, wait.toSeconds()) + " s and try again.",
                    wait);
        }
    }

    private Bucket bucket(String who) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    who,
                    _ -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                            .build());
        }
    }
}
