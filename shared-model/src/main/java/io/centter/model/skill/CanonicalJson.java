package io.centter.model.skill;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.InvalidValue;
import java.util.Map;
import java.util.TreeMap;

/// JSON in the one form that is signed (RFC 8785): members sorted by name, no white space, as few escapes as may be. Of
/// numbers only whole ones that every reader keeps exactly.
final class CanonicalJson {
    private static final long MAX = (1L << 53) - 1;

    private CanonicalJson() {}

    /// The text of a value; refuses in the name of `field` a number that readers may round.
    static String of(String field, JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(field, value, text);
        return text.toString();
    }

    private static void write(String field, JsonNode value, StringBuilder text) {
        switch (value.getNodeType()) {
            case OBJECT -> {
                Map<String, JsonNode> sorted = new TreeMap<>();
                value.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
                String before = "{";
                for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
                    text.append(before);
                    quote(member.getKey(), text);
                    text.append(':');
                    write(field, member.getValue(), text);
                    before = ",";
                }
                text.append(sorted.isEmpty() ? "{}" : "}");
            }
            case ARRAY -> {
                String before = "[";
                for (JsonNode item : value) {
                    text.append(before);
                    write(field, item, text);
                    before = ",";
                }
                text.append(value.isEmpty() ? "[]" : "]");
            }
            case STRING -> quote(value.textValue(), text);
            case NUMBER -> text.append(whole(field, value));
            default -> text.append(value.asText());
        }
    }

    private static long whole(String field, JsonNode number) {
        if (!number.isIntegralNumber()
                || !number.canConvertToLong()
                || number.longValue() > MAX
                || number.longValue() < -MAX) {
            throw new InvalidValue(
                    field,
                    field + " has the number " + number
                            + "; what is signed has whole numbers up to 2^53 - 1 only, others"
                            + " are written as texts.");
        }
        return number.longValue();
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < 0x20) {
                        text.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 15, 16));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
