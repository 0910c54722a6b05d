package io.centter.control.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What is refused before a route sees it, such as a request line that is not HTTP, as a problem too.
final class JettyProblems implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        String problem = "{\"type\":\"/problems/http-%d\",\"title\":\"%s\",\"status\":%d,\"code\":\"http-%d\"}"
                .formatted(status, HttpStatus.getMessage(status), status, status);
        response.write(true, ByteBuffer.wrap(problem.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
