package io.centter.control.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.centter.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the document shows in place of a placeholder: always the same, so that ids in requests and answers fit
/// together.
public final class Samples {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("agent", "f254bbfa01c7"),
            Map.entry("other_agent", "0b1cd24aa9e3"),
            Map.entry("network", "01932f4e-7d3a-7c55-9a51-0242ac120002"),
            Map.entry("user", "01932f4e-8a01-7b20-8c11-3f5ad2a0c9f1"),
            Map.entry("any", "oslo"),
            Map.entry("seq", "17"),
            Map.entry("letter", "4"),
            Map.entry("version", "1.0.0"),
            Map.entry("role", "developer"),
            Map.entry("now", "2026-11-22T13:00:00Z"),
            Map.entry("later", "2026-11-23T13:00:00Z"),
            Map.entry("email", "linda@example.com"),
            Map.entry("password", "correct horse battery"));

    private Samples() {}

    /// The sample of a placeholder. One that nobody named is a UUID of its own, or a word where its name ends so.
    public static String of(String placeholder) {
        String known = KNOWN.get(placeholder);
        if (known != null) {
            return known;
        }
        if (placeholder.endsWith("key")) {
            return "amk_" + "x".repeat(43);
        }
        if (placeholder.endsWith("email")) {
            return placeholder.replace('_', '.').replaceFirst("\\.email$", "") + "@example.com";
        }
        if (placeholder.endsWith("slug") || placeholder.endsWith("name")) {
            return placeholder.replace('_', '-');
        }
        UUID digest = UUID.nameUUIDFromBytes(placeholder.getBytes(StandardCharsets.UTF_8));
        return new UUID(
                        0x0193_2f4e_0000_7000L | (digest.getMostSignificantBits() & 0xfff),
                        digest.getLeastSignificantBits())
                .toString();
    }

    /// A copy with samples in place of all placeholders.
    static JsonNode filled(JsonNode example) {
        return filled(example, Samples::of);
    }

    /// A copy with other texts in place of all placeholders.
    public static JsonNode filled(JsonNode example, UnaryOperator<String> values) {
        try {
            return Wire.tolerant()
                    .readTree(PLACEHOLDER
                            .matcher(example.toString())
                            .replaceAll(found -> Matcher.quoteReplacement(inJson(values.apply(found.group(1))))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(example.toString(), e);
        }
    }

    /// A text with other texts in place of all placeholders.
    public static String filled(String text, UnaryOperator<String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
    }

    private static String inJson(String text) {
        String quoted = TextNode.valueOf(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
