package io.centter.model.discovery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agents that were found, by id. A page may hold fewer than were asked for, even none, and still not be the last.
///
/// @param total how many match, on every page; exact without filters and with one that is not `q`, in any network
/// @param totalIsExact whether `total` is the whole number; where not, there are at least so many
/// @param nextCursor absent on the last page
public record DiscoverAnswer(
        List<DiscoveredAgent> agents,
        DiscoverQuery query,
        int total,
        boolean totalIsExact,
        @Nullable String nextCursor) {}
