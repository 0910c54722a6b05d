package io.centter.sdk.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request before it is sent.
final class Call {
    private final String method;
    private final String path;
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Object body;

    private Call(String method, String path) {
        this.method = method;
        this.path = path;
    }

    static Call get(String path) {
        return new Call("GET", path);
    }

    static Call post(String path) {
        return new Call("POST", path);
    }

    static Call patch(String path) {
        return new Call("PATCH", path);
    }

    static Call patch(String path, long version) {
        return new Call("PATCH", path).header("If-Match", etag(version));
    }

    static Call put(String path) {
        return new Call("PUT", path);
    }

    static Call put(String path, long version) {
        return put(path).header("If-Match", etag(version));
    }

    static Call post(String path, long version) {
        return post(path).header("If-Match", etag(version));
    }

    /// As an answer of the API says it.
    static Call of(String method, String path) {
        return new Call(method, path);
    }

    static Call delete(String path) {
        return new Call("DELETE", path);
    }

    static Call delete(String path, long version) {
        return delete(path).header("If-Match", etag(version));
    }

    Call body(Object value) {
        body = value;
        return this;
    }

    /// A repetition with the same key has no second effect.
    Call idempotent(String key) {
        return header("Idempotency-Key", key);
    }

    Call query(String name, @Nullable Object value) {
        if (value != null) {
            query.add(name + '=' + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    String method() {
        return method;
    }

    String target() {
        return query.isEmpty() ? path : path + '?' + String.join("&", query);
    }

    Map<String, String> headers() {
        return headers;
    }

    @Nullable
    Object body() {
        return body;
    }

    boolean mayBeRepeated() {
        return method.equals("GET") || headers.containsKey("Idempotency-Key");
    }

    private static String etag(long version) {
        return "\"" + version + "\"";
    }
}
