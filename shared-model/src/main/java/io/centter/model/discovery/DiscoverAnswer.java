package io.centter.model.discovery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agents that were found, by id; `total` counts all that match, on every page.
public record DiscoverAnswer(
        List<DiscoveredAgent> agents,
        DiscoverQuery query,
        int total,
        @Nullable String nextCursor) {}
