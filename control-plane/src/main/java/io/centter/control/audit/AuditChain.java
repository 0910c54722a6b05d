package io.centter.control.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.centter.control.db.Hmac;
import io.centter.model.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The hash that each line has over itself and the line before, under a key that is not in the database: who can only
/// write to the database cannot cut, change or swap lines without being seen.
final class AuditChain {
    /// What the first line of a chain follows.
    static final byte[] START = new byte[32];

    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final String NOTHING = "\"\"";
    private static final int TEXT_SIZE = 1_024;

    private AuditChain() {}

    /// @param line with sorted JSON
    static byte[] hash(Hmac mac, AuditLine line) {
        byte[] text = text(line).getBytes(StandardCharsets.UTF_8);
        byte[] message = ByteBuffer.allocate(line.prevHash().length + text.length)
                .put(line.prevHash())
                .put(text)
                .array();
        return mac.of(message);
    }

    /// The same JSON without spaces and with its keys in order, neither of which jsonb keeps.
    static @Nullable String sorted(@Nullable String json) {
        try {
            return json == null
                    ? null
                    : SORTED.writeValueAsString(Wire.tolerant().readValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All fields as one JSON object with its keys in order.
    private static String text(AuditLine line) {
        StringBuilder json = new StringBuilder(TEXT_SIZE);
        field(json, "{\"action\":", line.action());
        field(json, ",\"actor\":", line.actor());
        json.append(",\"after\":").append(Objects.requireNonNullElse(line.after(), NOTHING));
        field(json, ",\"at\":", line.at().toString());
        json.append(",\"before\":").append(Objects.requireNonNullElse(line.before(), NOTHING));
        field(json, ",\"chain\":", line.chain());
        field(json, ",\"ip\":", String.valueOf(line.ip()));
        field(json, ",\"network_id\":", String.valueOf(line.networkId()));
        field(json, ",\"reason\":", String.valueOf(line.reason()));
        json.append(",\"seq\":").append(line.seq());
        field(json, ",\"target\":", line.target());
        field(json, ",\"trace_id\":", String.valueOf(line.traceId()));
        return json.append('}').toString();
    }

    private static void field(StringBuilder json, String begin, String value) {
        json.append(begin).append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, json);
        json.append('"');
    }
}
