package io.centter.control.skill;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.InvalidValue;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.SkillCapabilities;
import io.centter.model.wire.Wire;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads `capabilities.yaml`: one small document without aliases, which publishers do not need and which can make much
/// of little.
final class CapabilitiesYaml {
    private static final String POINTER = "/capabilities_yaml";
    private static final int MAX_DEPTH = 8;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("capabilities.yaml")
            .setCodePointLimit(PublishVersion.MAX_YAML)
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setAllowNonScalarKeys(false)
            .setMaxAliasesForCollections(0)
            .build();

    private CapabilitiesYaml() {}

    /// What the text declares; refused with the reason where it cannot be read.
    static SkillCapabilities read(String text) {
        try {
            requireSmall(text);
            Object document = new Load(SETTINGS).loadFromString(text);
            SkillCapabilities capabilities = Wire.strict().convertValue(document, SkillCapabilities.class);
            return capabilities == null ? SkillCapabilities.NONE : capabilities;
        } catch (YamlEngineException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw refused(reason(e));
        }
    }

    // The events come one by one, before anything is built of them.
    private static void requireSmall(String text) {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            switch (event.getEventId()) {
                case Alias -> throw refused("It uses an alias; write it out.");
                case DocumentStart -> documents++;
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {
                    // Scalars and the like nest nothing.
                }
            }
            if (depth > MAX_DEPTH || documents > 1) {
                throw refused("It is one document with a list of commands, nested no deeper than that.");
            }
        }
    }

    private static String reason(IllegalArgumentException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue value) {
                return String.valueOf(value.getMessage());
            }
        }
        if (e.getCause() instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return "At '" + mapping.getPath().getLast().getFieldName()
                    + "' it is not of the form commands: [{name, risk: read|write|destructive, description}].";
        }
        return "It is not of the form commands: [{name, risk: read|write|destructive, description}].";
    }

    private static Refused refused(String why) {
        return Refused.Invalid.field(
                "invalid-capabilities",
                POINTER,
                "capabilities_yaml cannot be taken. " + why.lines().findFirst().orElse(""));
    }
}
