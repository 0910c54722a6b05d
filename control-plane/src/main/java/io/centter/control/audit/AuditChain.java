package io.centter.control.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.centter.control.db.Seal;
import io.centter.model.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The hash that each line has over itself and the line before, under a key that is not in the database: who can only
/// write to the database cannot cut, change or swap lines without being seen.
final class AuditChain {
    /// What the first line of a chain follows.
    static final byte[] START = new byte[32];

    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private AuditChain() {}

    static byte[] hash(byte[] key, AuditLine line) {
        byte[] text = canonical(line).getBytes(StandardCharsets.UTF_8);
        byte[] message = ByteBuffer.allocate(line.prevHash().length + text.length)
                .put(line.prevHash())
                .put(text)
                .array();
        return Seal.hmac(key, message);
    }

    private static String canonical(AuditLine line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chain", line.chain());
        fields.put("seq", line.seq());
        fields.put("network_id", String.valueOf(line.networkId()));
        fields.put("at", line.at().toString());
        fields.put("actor", line.actor());
        fields.put("action", line.action());
        fields.put("target", line.target());
        fields.put("before", parsed(line.before()));
        fields.put("after", parsed(line.after()));
        fields.put("reason", String.valueOf(line.reason()));
        fields.put("ip", String.valueOf(line.ip()));
        fields.put("trace_id", String.valueOf(line.traceId()));
        return json(fields);
    }

    /// jsonb keeps neither spaces nor the order of keys.
    private static Object parsed(@Nullable String json) {
        try {
            return json == null ? "" : Wire.tolerant().readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Map<String, Object> fields) {
        try {
            return SORTED.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
