package io.centter.sdk.mesh;

import io.centter.model.identity.AgentId;
import java.time.Duration;
import java.time.Instant;

/// When an agent's regular heartbeats are due: at its own phase of the interval, so that the heartbeats of a network
/// are spread evenly however its agents were started.
record BeatSchedule(AgentId agent, Duration interval) {
    BeatSchedule {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("An interval between heartbeats is at least a millisecond.");
        }
    }

    /// How long until the next one; never zero, and at most the interval and a fiftieth of it.
    ///
    /// @param jitter 0 to 1
    Duration untilNext(Instant now, double jitter) {
        long every = interval.toMillis();
        long intoInterval = Math.floorMod(now.toEpochMilli() - phase(), every);
        return Duration.ofMillis(every - intoInterval + (long) (jitter * every / 50));
    }

    private long phase() {
        long mixed = Long.parseLong(agent.value(), 16) * 0x9E37_79B9_7F4A_7C15L;
        return Math.floorMod(mixed ^ (mixed >>> 32), interval.toMillis());
    }
}
