package io.centter.control.usage;

import io.centter.model.api.UsageMetric;
import io.centter.model.identity.NetworkId;
import java.util.Comparator;

/// What one amount is of.
///
/// @param day since the first of January 1970, in UTC
/// @param agent its id, or empty for what no agent did
record UsageKey(NetworkId network, long day, UsageMetric metric, String agent) {
    /// The order in which rows are written: the same for every process, so that two of them never wait for each other.
    static final Comparator<UsageKey> ORDER = Comparator.comparing(UsageKey::network)
            .thenComparingLong(UsageKey::day)
            .thenComparing(UsageKey::metric)
            .thenComparing(UsageKey::agent);
}
