package io.centter.control.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/// A request as Jetty hands it over, before any other server sees it. It has no body.
record OverJetty(Request request, Map<String, String> pathParams) implements Incoming {
    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getHttpURI().getPath();
    }

    @Override
    public String peer() {
        return Request.getRemoteAddr(request);
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    @Override
    public String pathParam(String name) {
        return Objects.requireNonNull(pathParams.get(name), name);
    }

    @Override
    public Map<String, String> pathParamMap() {
        return pathParams;
    }

    @Override
    public Map<String, List<String>> queryParamMap() {
        if (request.getHttpURI().getQuery() == null) {
            return Map.of();
        }
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            query.put(field.getName(), field.getValues());
        }
        return query;
    }

    @Override
    public byte[] body(int most, Duration within) {
        throw new IllegalStateException("what is answered from memory takes no body");
    }

    @Override
    public void stream(int status, Map<String, String> headers, Streamed streamed) {
        throw new IllegalStateException("what is answered from memory is no stream");
    }
}
