package io.centter.control.openapi;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.centter.control.http.Route;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes real answers into the files of examples, with samples in place of what differs at every run.
final class Recorder {
    private static final Path FOLDER = Path.of("src/main/resources/openapi/examples");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern KEY = Pattern.compile("(amk_|[UAO])[A-Za-z0-9_-]{40,60}");
    private static final Pattern TOKEN = Pattern.compile("ey[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LOCAL = Pattern.compile("(nats|ws)://127\\.0\\.0\\.1:\\d+");
    private static final Map<String, String> SECRETS =
            Map.of("creds", "-----BEGIN NATS USER JWT-----\n...\n------END USER NKEY SEED------\n");
    private static final int SHOWN = 2;

    private Recorder() {}

    static void record(Route<?, ?> route, JsonNode answer, Map<String, String> samples) {
        Path file = FOLDER.resolve(Groups.of(route) + ".json");
        try {
            ObjectNode examples = Files.exists(file)
                    ? (ObjectNode) Wire.tolerant().readTree(Files.readString(file))
                    : Wire.tolerant().createObjectNode();
            examples.withObjectProperty(Examples.key(route)).set("answer", sampled("", answer, samples));
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""));
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
            Files.writeString(file, Wire.tolerant().writer(printer).writeValueAsString(examples) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode sampled(String name, JsonNode value, Map<String, String> samples) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = Wire.tolerant().createObjectNode();
                object.properties()
                        .forEach(field -> copy.set(field.getKey(), sampled(field.getKey(), field.getValue(), samples)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Wire.tolerant().createArrayNode();
                for (int i = 0; i < array.size() && i < SHOWN; i++) {
                    copy.add(sampled(name, array.path(i), samples));
                }
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(sampled(name, text.asText(), samples));
            default -> value;
        };
    }

    private static String sampled(String name, String text, Map<String, String> samples) {
        if (SECRETS.containsKey(name)) {
            return String.valueOf(SECRETS.get(name));
        }
        String known = samples.get(text);
        if (known != null) {
            return known;
        }
        String sample = text;
        for (Map.Entry<String, String> one : samples.entrySet()) {
            sample = one.getKey().length() > 8 ? sample.replace(one.getKey(), one.getValue()) : sample;
        }
        sample = TIME.matcher(sample).replaceAll(Samples.of("now"));
        sample = TOKEN.matcher(sample).replaceAll("eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl");
        sample = KEY.matcher(sample).replaceAll(found -> found.group(1) + "x".repeat(43));
        sample = DIGEST.matcher(sample).replaceAll("0".repeat(64));
        sample = LOCAL.matcher(sample).replaceAll("$1://nats.example.com:4222");
        return ID.matcher(sample)
                .replaceAll(found -> samples.containsValue(found.group()) ? found.group() : Samples.of(name));
    }
}
