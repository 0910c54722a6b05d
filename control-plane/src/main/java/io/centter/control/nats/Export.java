package io.centter.control.nats;

import java.util.SortedMap;
import java.util.TreeMap;

/// What an account offers to all others. Where the importer's own account key stands is checked by the server: that
/// token proves who asks.
///
/// @param accountTokenPosition counted from 1
public record Export(String name, String subject, Kind kind, int accountTokenPosition) {
    /// A service answers requests; a stream is heard.
    public enum Kind {
        SERVICE("service"),
        STREAM("stream");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    SortedMap<String, Object> body() {
        SortedMap<String, Object> body = new TreeMap<>();
        body.put("name", name);
        body.put("subject", subject);
        body.put("type", kind.wireName());
        body.put("account_token_position", accountTokenPosition);
        if (kind == Kind.SERVICE) {
            body.put("response_type", "Singleton");
        }
        return body;
    }
}
