package io.centter.control.discovery;

import java.util.List;

/// What the agents of a network can do, by name.
public record CapabilitiesView(List<Count> capabilities, List<Count> skills) {
    /// So many agents have it.
    public record Count(String name, int agents) {}
}
