package io.centter.control.authority;

import java.time.Duration;

/// How long things hold. Receivers may keep a key set for as long as they are told, and clocks differ; so a key is
/// shown for as long as a token signed with it can be met.
final class Timeline {
    /// No token lives longer, whatever is configured.
    static final Duration LONGEST_TOKEN = Duration.ofHours(1);
    /// By how much clocks may differ.
    static final Duration SKEW = Duration.ofSeconds(30);
    /// How long a receiver may keep a key set.
    static final Duration KEY_SET_AGE = Duration.ofMinutes(10);
    /// How long a key is shown after it signed its last token.
    static final Duration RETIRING = LONGEST_TOKEN.plus(SKEW).plus(KEY_SET_AGE);

    private Timeline() {}
}
