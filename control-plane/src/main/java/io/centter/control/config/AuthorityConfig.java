package io.centter.control.config;

import java.time.Duration;

/// How tokens of agents are issued.
///
/// @param tokenLifetime 1 minute to 1 hour
/// @param tokensPerMinute for each agent; twenty times as many for each address
public record AuthorityConfig(Duration tokenLifetime, int tokensPerMinute) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    static AuthorityConfig read(Section section) {
        Duration lifetime = section.duration("token_lifetime", LONGEST);
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            lifetime = section.refuse("token_lifetime", "is 1m to 1h.", LONGEST);
        }
        return new AuthorityConfig(lifetime, section.number("tokens_per_minute", 600, 1, 10_000_000));
    }
}
