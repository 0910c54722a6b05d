package io.centter.model.skill;

import io.centter.model.identity.InvalidValue;
import io.centter.model.permission.Risk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// A `capabilities.yaml`: one small document without aliases, which publishers do not need and which can make much of
/// little. The same rules hold where it is written and where it is taken.
///
/// @param capabilities what it declares; empty where something is wrong with it
/// @param findings what is wrong, from the top
public record CapabilitiesText(Optional<SkillCapabilities> capabilities, List<Finding> findings) {
    /// One thing that is wrong.
    ///
    /// @param line from 1; 0 where it is about the whole
    public record Finding(int line, String message) {
        @Override
        public String toString() {
            return line == 0 ? message : "Line " + line + ": " + message;
        }
    }

    private static final String FORM =
            "It is not of the form commands: [{name, risk: read|write|destructive, description}].";
    private static final int MAX_DEPTH = 8;
    private static final Set<String> FIELDS = Set.of("name", "risk", "description");
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("capabilities.yaml")
            .setCodePointLimit(PublishVersion.MAX_YAML)
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setAllowNonScalarKeys(false)
            .setMaxAliasesForCollections(0)
            .build();

    public CapabilitiesText {
        findings = List.copyOf(findings);
    }

    /// Reads it, whatever it is.
    public static CapabilitiesText of(String text) {
        if (text.length() > PublishVersion.MAX_YAML) {
            return wrong(0, "It has more than " + PublishVersion.MAX_YAML + " characters.");
        }
        try {
            Optional<Finding> large = largeness(text);
            if (large.isPresent()) {
                return new CapabilitiesText(Optional.empty(), List.of(large.get()));
            }
            Optional<Node> document = new Composer(SETTINGS, events(text)).getSingleNode();
            return document.filter(node -> !isNull(node))
                    .map(node -> new Reader().read(node))
                    .orElseGet(() -> new CapabilitiesText(Optional.of(SkillCapabilities.NONE), List.of()));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(CapabilitiesText::line)
                    .orElse(0);
            return wrong(line, sentence(e.getProblem()));
        } catch (YamlEngineException e) {
            return wrong(0, sentence(e.getMessage()));
        }
    }

    // The events come one by one, before anything is built of them.
    private static Optional<Finding> largeness(String text) {
        int depth = 0;
        int documents = 0;
        for (ParserImpl events = events(text); events.hasNext(); ) {
            Event event = events.next();
            switch (event.getEventId()) {
                case Alias -> {
                    return Optional.of(new Finding(line(event.getStartMark()), "It uses an alias; write it out."));
                }
                case DocumentStart -> documents++;
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {
                    // Scalars and the like nest nothing.
                }
            }
            if (depth > MAX_DEPTH || documents > 1) {
                return Optional.of(new Finding(
                        line(event.getStartMark()),
                        "It is one document with a list of commands, nested no deeper than that."));
            }
        }
        return Optional.empty();
    }

    private static ParserImpl events(String text) {
        return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }

    private static CapabilitiesText wrong(int line, String message) {
        return new CapabilitiesText(Optional.empty(), List.of(new Finding(line, message)));
    }

    private static String sentence(@Nullable String problem) {
        String first =
                problem == null ? "" : problem.lines().findFirst().orElse("").strip();
        return first.isEmpty() ? "It is not YAML." : first.endsWith(".") ? first : first + ".";
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(CapabilitiesText::line).orElse(0);
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }

    private static int line(Node node) {
        return line(node.getStartMark());
    }

    /// Goes through a document and notes what is wrong with it.
    private static final class Reader {
        private final List<Finding> findings = new ArrayList<>();
        private final List<SkillCommand> commands = new ArrayList<>();
        private final Map<String, Integer> lines = new HashMap<>();

        CapabilitiesText read(Node root) {
            if (root instanceof MappingNode map) {
                Map<String, Node> fields = fields(map, Set.of("commands"));
                Node list = fields.get("commands");
                if (list instanceof SequenceNode sequence) {
                    sequence.getValue().forEach(this::command);
                } else if (list != null && !isNull(list)) {
                    wrong(list, FORM);
                }
            } else {
                wrong(root, FORM);
            }
            return finish(root);
        }

        private CapabilitiesText finish(Node root) {
            if (findings.isEmpty()) {
                try {
                    return new CapabilitiesText(Optional.of(new SkillCapabilities(commands)), List.of());
                } catch (InvalidValue e) {
                    wrong(root, String.valueOf(e.getMessage()));
                }
            }
            findings.sort(Comparator.comparingInt(Finding::line));
            return new CapabilitiesText(Optional.empty(), findings);
        }

        private void command(Node node) {
            if (!(node instanceof MappingNode map)) {
                wrong(node, FORM);
                return;
            }
            int before = findings.size();
            Map<String, Node> fields = fields(map, FIELDS);
            String name = text(fields.get("name"), "name");
            String description = text(fields.get("description"), "description");
            Risk risk = risk(fields.get("risk"));
            for (String needed : List.of("name", "risk")) {
                if (!fields.containsKey(needed)) {
                    wrong(node, "The command has no " + needed + ".");
                }
            }
            if (findings.size() > before || name == null || risk == null) {
                return;
            }
            try {
                SkillCommand command = new SkillCommand(name, risk, description);
                Integer other = lines.putIfAbsent(command.name(), line(node));
                if (other != null) {
                    wrong(node, "The command '" + command.name() + "' is declared twice; first on line " + other + ".");
                }
                commands.add(command);
            } catch (InvalidValue e) {
                wrong(fields.getOrDefault(e.field(), node), String.valueOf(e.getMessage()));
            }
        }

        private @Nullable Risk risk(@Nullable Node node) {
            String word = text(node, "risk");
            if (word == null || node == null) {
                return null;
            }
            for (Risk risk : Risk.values()) {
                if (risk.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return risk;
                }
            }
            wrong(node, "risk is read, write or destructive, not '" + word + "'.");
            return null;
        }

        private @Nullable String text(@Nullable Node node, String field) {
            if (node == null || (isNull(node) && field.equals("description"))) {
                return null;
            }
            if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
                return scalar.getValue();
            }
            wrong(node, field + " is a text; put it into quotes where it looks like something else.");
            return null;
        }

        private Map<String, Node> fields(MappingNode map, Set<String> known) {
            Map<String, Node> fields = new HashMap<>();
            for (NodeTuple tuple : map.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (!known.contains(key)) {
                    wrong(
                            tuple.getKeyNode(),
                            "There is no field '" + key + "' here, only "
                                    + String.join(", ", known.stream().sorted().toList()) + ".");
                } else if (fields.put(key, tuple.getValueNode()) != null) {
                    wrong(tuple.getKeyNode(), "'" + key + "' is there twice.");
                }
            }
            return fields;
        }

        private void wrong(Node node, String message) {
            findings.add(new Finding(line(node), message));
        }
    }
}
