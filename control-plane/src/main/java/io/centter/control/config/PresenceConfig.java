package io.centter.control.config;

import java.time.Duration;

/// When an agent is late, and when it is gone.
///
/// @param disconnectGrace how long a reconnect may take before a disconnect counts
/// @param hubAwayAfter how long the broker may be away before presence is shown as unknown
/// @param flushInterval how often heartbeat times are written
/// @param history how long changes of presence are kept
public record PresenceConfig(
        Duration degradedAfter,
        Duration offlineAfter,
        Duration disconnectGrace,
        Duration hubAwayAfter,
        Duration flushInterval,
        Duration history) {
    static PresenceConfig read(Section section) {
        PresenceConfig config = new PresenceConfig(
                section.duration("degraded_after", Duration.ofMinutes(10)),
                section.duration("offline_after", Duration.ofMinutes(30)),
                section.duration("disconnect_grace", Duration.ofSeconds(3)),
                section.duration("hub_away_after", Duration.ofSeconds(30)),
                section.duration("flush_interval", Duration.ofSeconds(5)),
                section.duration("history", Duration.ofDays(30)));
        if (config.offlineAfter.compareTo(config.degradedAfter) <= 0) {
            section.refuse("offline_after", "is longer than presence.degraded_after.", "");
        }
        return config;
    }
}
