package io.centter.control.config;

import java.time.Duration;

/// How the audit log is guarded.
///
/// @param anchorInterval how often the end of a log that moved is told outside the database
public record AuditConfig(Duration anchorInterval) {
    static AuditConfig read(Section section) {
        Duration standard = Duration.ofHours(1);
        Duration interval = section.duration("anchor_interval", standard);
        return new AuditConfig(
                interval.compareTo(Duration.ofMinutes(1)) < 0
                        ? section.refuse("anchor_interval", "is at least 1m.", standard)
                        : interval);
    }
}
