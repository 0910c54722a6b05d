package io.centter.control.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer, ready to be written.
@SuppressWarnings("ArrayRecordComponent")
record Outgoing(
        int status, Map<String, String> headers, @Nullable String contentType, byte[] body) {
    static final String PROBLEM = "application/problem+json";

    private static final byte[] NOTHING = new byte[0];

    static Outgoing empty(int status, Map<String, String> headers) {
        return new Outgoing(status, headers, null, NOTHING);
    }
}
