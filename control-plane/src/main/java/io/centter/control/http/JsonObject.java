package io.centter.control.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.centter.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Puts a JSON object together from parts of which many are JSON already; each is copied once, at the end. Names are
/// plain words
/// and go out as they are.
public final class JsonObject {
    private static final byte[] COMMA = {','};
    private static final byte[] END_OF_LIST = {']'};
    private static final byte[] END = {'}'};

    private final List<byte[]> parts = new ArrayList<>();
    private int size;

    /// A part of a larger text, made once and used often.
    public static byte[] part(Object value) {
        try {
            return Wire.strict().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonObject text(String name, String value) {
        begin(name, "\"");
        put(JsonStringEncoder.getInstance().quoteAsUTF8(value));
        put("\"");
        return this;
    }

    public JsonObject number(String name, long value) {
        begin(name, Long.toString(value));
        return this;
    }

    public JsonObject truth(String name, boolean value) {
        begin(name, Boolean.toString(value));
        return this;
    }

    public JsonObject json(String name, byte[] value) {
        begin(name, "");
        put(value);
        return this;
    }

    public JsonObject list(String name, List<byte[]> values) {
        begin(name, "[");
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                put(COMMA);
            }
            put(values.get(i));
        }
        put(END_OF_LIST);
        return this;
    }

    public WrittenJson done() {
        if (parts.isEmpty()) {
            put("{");
        }
        put(END);
        return new WrittenJson(parts, size);
    }

    private void begin(String name, String value) {
        put((parts.isEmpty() ? "{\"" : ",\"") + name + "\":" + value);
    }

    private void put(String ascii) {
        put(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void put(byte[] part) {
        parts.add(part);
        size += part.length;
    }
}
