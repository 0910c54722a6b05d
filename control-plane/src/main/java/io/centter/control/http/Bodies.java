package io.centter.control.http;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.InvalidValue;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Reads JSON bodies, and says of each that cannot be read which field is to blame.
final class Bodies {
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private Bodies() {}

    static <B> B read(byte[] bytes, Class<B> type, boolean optional) {
        if (bytes.length == 0 && !optional) {
            throw new Refused.Unreadable(400, "body-missing", "This request needs a JSON body.");
        }
        try {
            B body = Wire.strict().readValue(bytes.length == 0 ? EMPTY : bytes, type);
            if (body == null) {
                throw Refused.Invalid.field("wrong-type", "", "The body is null; it must be an object.");
            }
            return body;
        } catch (UnrecognizedPropertyException e) {
            throw Refused.Invalid.field("unknown-field", pointer(e), unknown(e));
        } catch (InvalidTypeIdException e) {
            throw Refused.Invalid.field("wrong-type", pointer(e), kindless(e));
        } catch (JsonMappingException e) {
            throw mapping(e);
        } catch (JsonParseException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new Refused.Unreadable(400, "malformed-json", "The body is not JSON in UTF-8.");
        }
    }

    /// A value that was refused by its own type, wherever it came from.
    static Refused invalid(InvalidValue e) {
        return Refused.Invalid.field(code(e), "/" + e.field().replace('.', '/'), String.valueOf(e.getMessage()));
    }

    private static Refused mapping(JsonMappingException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue value) {
                String path = pointer(e);
                String pointer = path.isEmpty() || path.equals("/" + value.field()) ? "/" + value.field() : path;
                return Refused.Invalid.field(
                        code(value), pointer.replace('.', '/'), String.valueOf(value.getMessage()));
            }
            if (cause instanceof StreamReadException broken) {
                return malformed(broken);
            }
        }
        String pointer = pointer(e);
        String where = pointer.isEmpty() ? "The body" : "'" + pointer + "'";
        return Refused.Invalid.field(
                "wrong-type", pointer, where + " has a value of the wrong type. " + firstLine(e.getOriginalMessage()));
    }

    /// Slugs and ids become subjects and DNS labels; a bad one has its own code.
    private static String code(InvalidValue e) {
        return switch (e.field()) {
            case "slug", "agent_id" -> "invalid-name";
            default -> "invalid-value";
        };
    }

    private static Refused malformed(JsonProcessingException e) {
        String at = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return new Refused.Unreadable(
                400, "malformed-json", "The body is not JSON" + at + ": " + firstLine(e.getOriginalMessage()));
    }

    private static String unknown(UnrecognizedPropertyException e) {
        List<String> known = e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        return "There is no field '" + e.getPropertyName() + "'; known are " + String.join(", ", known) + ".";
    }

    /// Which of several forms an object has is told by one field; without it, or with another word, it has none.
    private static String kindless(InvalidTypeIdException e) {
        JsonTypeInfo info = e.getBaseType().getRawClass().getAnnotation(JsonTypeInfo.class);
        JsonSubTypes kinds = e.getBaseType().getRawClass().getAnnotation(JsonSubTypes.class);
        String field = info == null ? "its kind" : "'" + info.property() + "'";
        String known = kinds == null
                ? "a known word"
                : "one of "
                        + Arrays.stream(kinds.value())
                                .map(JsonSubTypes.Type::name)
                                .collect(Collectors.joining(", "));
        return field + " says which form this has, and is " + known + ".";
    }

    private static String pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : escape(step.getFieldName()));
        }
        return pointer.toString();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /// Jackson names Java classes in what follows the first sentence, which tells a caller nothing.
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.replaceAll("\\[[a-z ]+, class [^\\]]*\\]", "this field")
                .replaceAll("`[a-z]+(\\.[A-Za-z$]+)+[^`]*`", "this field")
                .replaceAll(" \\(token .*\\)", "")
                .replaceAll(": Failed to deserialize .*", "")
                .replaceAll(": need String, Number .*", "")
                .replaceAll("\\b[a-z]+(\\.[a-z0-9_]+)+\\.[A-Z][\\w$]*", "this field")
                .replace("Cannot deserialize value of type this field", "It cannot be read");
    }
}
