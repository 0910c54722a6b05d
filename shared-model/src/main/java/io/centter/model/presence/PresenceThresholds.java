package io.centter.model.presence;

import io.centter.model.identity.InvalidValue;
import java.time.Duration;
import java.time.Instant;

/// How long silence may last: online below `degradedAfter`, offline from `offlineAfter` on.
public record PresenceThresholds(Duration degradedAfter, Duration offlineAfter) {
    /// The seed's figures: 10 and 30 minutes, for a heartbeat every 5.
    public static final PresenceThresholds STANDARD =
            new PresenceThresholds(Duration.ofMinutes(10), Duration.ofMinutes(30));

    public PresenceThresholds {
        if (!degradedAfter.isPositive() || offlineAfter.compareTo(degradedAfter) <= 0) {
            throw new InvalidValue(
                    "presence", "Agents must become degraded after some time, and offline later than degraded.");
        }
    }

    /// What silence since `lastSignal` means at `now`; a signal from the future counts as now.
    public Presence at(Instant lastSignal, Instant now) {
        Duration silence = Duration.between(lastSignal, now);
        if (silence.compareTo(degradedAfter) < 0) {
            return Presence.ONLINE;
        }
        return silence.compareTo(offlineAfter) < 0 ? Presence.DEGRADED : Presence.OFFLINE;
    }
}
