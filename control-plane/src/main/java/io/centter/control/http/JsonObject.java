package io.centter.control.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.centter.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Puts a JSON object together from parts of which many are JSON already. Names are plain words and go out as they are.
public final class JsonObject {
    private byte[] json = new byte[512];
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
        name(name);
        put('"');
        put(JsonStringEncoder.getInstance().quoteAsUTF8(value));
        put('"');
        return this;
    }

    public JsonObject number(String name, long value) {
        name(name);
        put(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public JsonObject truth(String name, boolean value) {
        name(name);
        put((value ? "true" : "false").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public JsonObject json(String name, byte[] value) {
        name(name);
        put(value);
        return this;
    }

    public JsonObject list(String name, List<byte[]> values) {
        name(name);
        int length = 2;
        for (byte[] value : values) {
            length += value.length + 1;
        }
        room(length);
        put('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                put(',');
            }
            put(values.get(i));
        }
        put(']');
        return this;
    }

    public byte[] done() {
        if (size == 0) {
            put('{');
        }
        put('}');
        return size == json.length ? json : Arrays.copyOf(json, size);
    }

    private void name(String name) {
        put(size == 0 ? '{' : ',');
        put('"');
        put(name.getBytes(StandardCharsets.US_ASCII));
        put('"');
        put(':');
    }

    private void put(char one) {
        room(1);
        json[size++] = (byte) one;
    }

    private void put(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, json, size, some.length);
        size += some.length;
    }

    private void room(int more) {
        if (size + more > json.length) {
            json = Arrays.copyOf(json, Math.max(size + more + 256, json.length * 2));
        }
    }
}
