package io.centter.model.permission;

import java.util.List;
import java.util.UUID;

/// A skill from the marketplace on an agent: what it brings, and what it lets its agent do.
///
/// @param granted the scopes that installing it granted
public record InstalledSkill(UUID skill, String version, SkillOffer offer, List<Scope> granted) {
    public InstalledSkill {
        granted = List.copyOf(granted);
    }
}
