package io.centter.control.config;

import java.time.Duration;

/// How people sign in.
///
/// @param secret signs sessions (HS256)
/// @param bcryptCost work factor of a new password hash
/// @param loginsPerMinute per account; ten times as many per address
public record SessionConfig(Secret secret, Duration lifetime, int bcryptCost, int loginsPerMinute) {
    static SessionConfig read(Section section) {
        return new SessionConfig(
                section.requiredSecret(
                        "secret", 32, "Give 32 or more random characters, such as from: openssl rand -base64 48"),
                section.duration("lifetime", Duration.ofDays(7)),
                section.number("bcrypt_cost", 12, 4, 16),
                section.number("logins_per_minute", 10, 1, 1_000_000));
    }
}
