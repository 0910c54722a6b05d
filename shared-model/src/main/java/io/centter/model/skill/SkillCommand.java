package io.centter.model.skill;

import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import io.centter.model.permission.Risk;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One command of a skill, and what it can do to the world. Its name is the last part of scopes such as
/// `skill:execute:crm/export`.
public record SkillCommand(String name, Risk risk, @Nullable String description) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public SkillCommand {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new InvalidValue(
                    "name",
                    "name of a command has 1 to 63 of a-z, 0-9, '.', '_' and '-', and begins with a letter or a digit.");
        }
        if (risk == null) {
            throw new InvalidValue("risk", "risk of the command '" + name + "' is read, write or destructive.");
        }
        Names.optionalText("description", description, 512);
    }
}
