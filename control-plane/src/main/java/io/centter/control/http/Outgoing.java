package io.centter.control.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer, ready to be written.
record Outgoing(
        int status, Map<String, String> headers, @Nullable String contentType, WrittenJson body) {
    static final String PROBLEM = "application/problem+json";

    static Outgoing empty(int status, Map<String, String> headers) {
        return new Outgoing(status, headers, null, WrittenJson.NOTHING);
    }
}
