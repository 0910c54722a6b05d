package io.centter.model.permission;

import java.util.Map;

/// A skill that an agent really has.
///
/// @param slug the target in scopes
/// @param commands with their risk; empty where the skill declares none, and then its commands are not told apart
public record SkillOffer(String slug, Map<String, Risk> commands) {
    public SkillOffer {
        commands = Map.copyOf(commands);
    }
}
