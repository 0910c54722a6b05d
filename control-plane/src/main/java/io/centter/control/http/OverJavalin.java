package io.centter.control.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A request that Javalin found the route of.
record OverJavalin(Context http, Counted counted) implements Incoming {
    private static final Logger LOG = LoggerFactory.getLogger(OverJavalin.class);

    OverJavalin(Context http) {
        this(http, new Counted());
    }

    @Override
    public String method() {
        return http.method().name();
    }

    @Override
    public String path() {
        return http.path();
    }

    @Override
    public String peer() {
        return http.req().getRemoteAddr();
    }

    @Override
    public @Nullable String header(String name) {
        return http.header(name);
    }

    @Override
    public String pathParam(String name) {
        return http.pathParam(name);
    }

    @Override
    public Map<String, String> pathParamMap() {
        return http.pathParamMap();
    }

    @Override
    public Map<String, List<String>> queryParamMap() {
        return http.queryParamMap();
    }

    @Override
    public byte[] body(int most, Duration within) throws IOException {
        return SlowBodies.read(http.req().getInputStream(), most, within);
    }

    @Override
    public void stream(int status, Map<String, String> headers, Streamed streamed) throws IOException {
        HttpServletResponse response = http.res();
        headers.forEach(http::header);
        http.status(status);
        response.setContentType(streamed.contentType());
        try {
            OutputStream out = response.getOutputStream();
            streamed.writer().write(out);
            out.close();
        } catch (IOException | RuntimeException e) {
            if (!response.isCommitted()) {
                response.resetBuffer();
                headers.keySet().forEach(name -> response.setHeader(name, null));
                throw e;
            }
            // Ended in order, the body would pass for whole.
            LOG.warn("stream broken off path={} cause=\"{}\"", http.path(), e.toString());
            ServletContextRequest.getServletContextRequest(http.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
        }
    }
}
