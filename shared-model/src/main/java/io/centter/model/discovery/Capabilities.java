package io.centter.model.discovery;

import java.util.List;

/// What the agents of a network can do, by name, with the number of agents that report each.
public record Capabilities(List<Count> capabilities, List<Count> skills) {
    /// So many agents report this name.
    public record Count(String name, int agents) {}
}
