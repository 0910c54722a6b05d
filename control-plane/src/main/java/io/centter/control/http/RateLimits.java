package io.centter.control.http;

import io.centter.control.refusal.Refused;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often each of many may do something. Who asks too often waits, and nobody can lock out another for longer than
/// the bucket takes to fill. Every answer tells what is left, as `RateLimit-Policy` and `RateLimit`.
public final class RateLimits {
    /// Beyond this many, those that were not seen for longest are forgotten.
    private static final int REMEMBERED = 50_000;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final String name;
    private final int perMinute;
    // Written once: all policies that a request counts against, up to this one.
    private final String policies;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// What is left of one share.
    ///
    /// @param policies the value of `RateLimit-Policy`
    /// @param seconds until all of it is there again
    record Left(String policies, String name, long left, long seconds) {
        Map<String, String> headers() {
            return Map.of("RateLimit-Policy", policies, "RateLimit", '"' + name + "\";r=" + left + ";t=" + seconds);
        }
    }

    private RateLimits(String before, String name, int perMinute) {
        this.name = name;
        this.perMinute = perMinute;
        this.policies = before + '"' + name + "\";q=" + perMinute + ";w=" + WINDOW.toSeconds();
    }

    /// Shares that go by this name in what clients are told.
    public static RateLimits of(String name, int perMinute) {
        return new RateLimits("", name, perMinute);
    }

    /// Shares that count where these were counted before.
    public RateLimits then(String other, int perMinute) {
        return new RateLimits(policies + ", ", other, perMinute);
    }

    /// Refuses with the time to wait when `who` has used up its share. Either way the answer to the call will tell of
    /// it.
    public void require(String who, Call<?> call) {
        if (!call.counted().isFirstBy(this)) {
            return;
        }
        ConsumptionProbe probe = bucket(who).tryConsumeAndReturnRemaining(1);
        call.counted()
                .tell(new Left(policies, name, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset())));
        if (!probe.isConsumed()) {
            long wait = seconds(probe.getNanosToWaitForRefill());
            throw new Refused.Limit(
                    "too-many-requests",
                    "Too many attempts; wait " + wait + " s and try again.",
                    Duration.ofSeconds(wait));
        }
    }

    /// Never sooner than it is true.
    private static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, 1_000_000_000L));
    }

    private Bucket bucket(String who) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    who,
                    _ -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                            .build());
        }
    }
}
