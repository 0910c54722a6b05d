package io.centter.control.http;

import io.centter.control.config.HttpConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/// A request as Jetty hands it over, before any other server sees it.
final class OverJetty implements Incoming {
    private static final byte[] NOTHING = new byte[0];

    private final Request request;
    private final Map<String, String> pathParams;
    // What was there of the body at once: mostly all of it.
    private final byte[] begun;
    private final Counted counted = new Counted();

    private OverJetty(Request request, Map<String, String> pathParams, byte[] begun) {
        this.request = request;
        this.pathParams = pathParams;
        this.begun = begun;
    }

    /// Reads as much of the body as there is without waiting.
    static OverJetty of(Request request, Map<String, String> pathParams) {
        Content.Chunk chunk = request.getLength() > 0 ? request.read() : null;
        if (chunk == null || Content.Chunk.isFailure(chunk)) {
            // Who reads on will meet the failure again.
            return new OverJetty(request, pathParams, NOTHING);
        }
        byte[] begun = new byte[chunk.remaining()];
        chunk.get(begun, 0, begun.length);
        chunk.release();
        return new OverJetty(request, pathParams, begun);
    }

    Request request() {
        return request;
    }

    /// Whether nothing is left to be read.
    boolean isWhole() {
        return begun.length >= request.getLength();
    }

    /// Takes what a client still sends after its request was answered without it, so that its connection stays good for
    /// the next one.
    ///
    /// @return whether all of it came in time
    boolean isFinished(HttpConfig config) {
        return isWhole() || SlowBodies.isTaken(Content.Source.asInputStream(request), config);
    }

    @Override
    public Counted counted() {
        return counted;
    }

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
    public byte[] body(int most, Duration within) throws IOException {
        if (isWhole()) {
            return begun;
        }
        InputStream rest = Content.Source.asInputStream(request);
        return SlowBodies.read(new SequenceInputStream(new ByteArrayInputStream(begun), rest), most, within);
    }

    @Override
    public void stream(int status, Map<String, String> headers, Streamed streamed) {
        throw new IllegalStateException("what is answered in front is no stream");
    }
}
