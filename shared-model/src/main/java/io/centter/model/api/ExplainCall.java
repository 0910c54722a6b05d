package io.centter.model.api;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import io.centter.model.permission.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Can one agent call a skill of another?
///
/// @param skill its slug
/// @param command absent to ask about any of them
public record ExplainCall(
        AgentId from, AgentId to, String skill, @Nullable String command) {
    public ExplainCall {
        Names.requirePresent("from", from);
        Names.requirePresent("to", to);
        Names.requirePresent("skill", skill);
        requireWord("skill", skill, Optional.empty());
        if (command != null) {
            requireWord("command", skill, Optional.of(command));
        }
        if (from.equals(to)) {
            throw new InvalidValue("to", "from and to are the same agent; name two.");
        }
    }

    private static void requireWord(String field, String skill, Optional<String> command) {
        boolean any = skill.equals(Scope.ANY) || command.equals(Optional.of(Scope.ANY));
        try {
            if (!any) {
                var _ = Scope.execute(skill, command);
                return;
            }
        } catch (InvalidValue _) {
            // Said below, for this field.
        }
        throw new InvalidValue(field, field + " is one word of a-z, 0-9, '.', '_' and '-', and no '*'.");
    }
}
