package io.centter.model.skill;

import io.centter.model.identity.InvalidValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a skill's `capabilities.yaml` declares.
///
/// @param commands at most 256, each name once; none where the skill does not tell its commands apart
public record SkillCapabilities(List<SkillCommand> commands) {
    public static final SkillCapabilities NONE = new SkillCapabilities(List.of());
    private static final int MAX = 256;

    public SkillCapabilities {
        commands = commands == null ? List.of() : commands;
        if (commands.size() > MAX || commands.stream().anyMatch(one -> one == null)) {
            throw new InvalidValue("commands", "commands has at most " + MAX + " entries, none of them null.");
        }
        Set<String> names = new HashSet<>();
        for (SkillCommand command : commands) {
            if (!names.add(command.name())) {
                throw new InvalidValue("commands", "The command '" + command.name() + "' is declared twice.");
            }
        }
        commands = List.copyOf(commands);
    }
}
