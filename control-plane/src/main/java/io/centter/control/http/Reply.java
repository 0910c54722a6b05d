package io.centter.control.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a handler answers.
///
/// @param body written as JSON, or by itself where it is [Streamed]; null for an empty answer
/// @param json the body as it was written before, instead of `body`
/// @param status instead of the route's own; 0 for that
public record Reply<R>(@Nullable R body, @Nullable WrittenJson json, int status, Map<String, String> headers) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    public static <R> Reply<R> of(R body) {
        return new Reply<>(body, null, 0, Map.of());
    }

    /// An answer that many ask for, written as JSON once.
    public static <R> Reply<R> written(byte[] json) {
        return written(WrittenJson.of(json));
    }

    /// The same of parts that many answers share.
    public static <R> Reply<R> written(WrittenJson json) {
        return new Reply<>(null, json, 0, Map.of());
    }

    /// A versioned object, with its ETag.
    public static <R> Reply<R> of(R body, long version) {
        return new Reply<>(body, null, 0, Map.of("ETag", "\"" + version + "\""));
    }

    /// A body that is written while it is made.
    public static Reply<Streamed> stream(String contentType, Streamed.Writer writer) {
        return of(new Streamed(contentType, writer));
    }

    public static Reply<Void> none() {
        return new Reply<>(null, null, 0, Map.of());
    }

    public Reply<R> with(String header, String value) {
        return with(Map.of(header, value));
    }

    Reply<R> with(Map<String, String> others) {
        if (others.isEmpty()) {
            return this;
        }
        if (headers.isEmpty()) {
            return new Reply<>(body, json, status, others);
        }
        Map<String, String> more = new HashMap<>(headers);
        more.putAll(others);
        return new Reply<>(body, json, status, more);
    }

    public Reply<R> withStatus(int other) {
        return new Reply<>(body, json, other, headers);
    }
}
