package io.centter.control.http;

import io.centter.control.config.HttpConfig;
import io.centter.control.db.AtOnce;
import io.centter.control.http.FrontRoutes.Match;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// In front of the server: what memory answers is answered on the very thread that read the request, and on a virtual
/// one
/// where it would have to wait, for its own body or for anything else. All other routes go on to the server behind.
final class FastLane extends Handler.Wrapper {
    private static final HttpField NO_SNIFFING = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private static final int WORTH_POOLING = 4_096;
    /// Jetty keeps none that are larger.
    private static final int MOST_POOLED = 65_536;

    private final FrontRoutes routes;
    private final Exchange exchange;
    private final Origins origins;
    private final Executor others;
    private final HttpConfig config;

    FastLane(
            Handler behind,
            FrontRoutes routes,
            Exchange exchange,
            Origins origins,
            Executor others,
            HttpConfig config) {
        super(behind);
        this.routes = routes;
        this.exchange = exchange;
        this.origins = origins;
        this.others = others;
        this.config = config;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Match match = match(request);
        if (match == null) {
            others.execute(() -> passOn(request, response, callback));
            return true;
        }
        OverJetty http = OverJetty.of(request, match.pathParams());
        if (!http.isWhole() || !answeredAtOnce(match, http, response, callback)) {
            others.execute(() -> answer(match, http, response, callback));
        }
        return true;
    }

    private @Nullable Match match(Request request) {
        HttpFields headers = request.getHeaders();
        if (headers.contains(HttpHeader.TRANSFER_ENCODING) || headers.contains(HttpHeader.EXPECT)) {
            return null;
        }
        long length = headers.getLongField(HttpHeader.CONTENT_LENGTH);
        boolean plain = switch (request.getMethod()) {
            case "GET" -> length <= 0;
            case "POST" -> length > 0 && length <= config.bodyLimitBytes();
            default -> false;
        };
        return plain ? routes.find(request.getMethod(), request.getHttpURI().getPath()) : null;
    }

    private boolean answeredAtOnce(Match match, OverJetty http, Response response, Callback callback) {
        Origin origin = origins.of(http);
        Optional<Outgoing> answer = AtOnce.attempt(() -> answer(match, http, origin));
        answer.ifPresent(outgoing -> write(outgoing, origin, http.request(), response, callback));
        return answer.isPresent();
    }

    /// On a thread that serves nobody else, so that it may wait.
    private void answer(Match match, OverJetty http, Response response, Callback callback) {
        try {
            Origin origin = origins.of(http);
            origin.tellLog();
            Outgoing answer = answer(match, http, origin);
            if (!http.isFinished(config)) {
                response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
            }
            write(answer, origin, http.request(), response, callback);
        } catch (Throwable e) {
            Response.writeError(http.request(), response, callback, e);
        }
    }

    private Outgoing answer(Match match, OverJetty http, Origin origin) {
        try {
            return exchange.answer(match.route(), http, origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Outgoing answer, Origin origin, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-Request-Id", origin.requestId());
        headers.put(NO_SNIFFING);
        headers.put(NO_STORE);
        answer.headers().forEach(headers::put);
        if (answer.contentType() != null) {
            headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        send(answer.body(), request, response, callback);
    }

    // A new array for each answer would take longer to come from memory than the answer takes to be found.
    private static void send(WrittenJson body, Request request, Response response, Callback callback) {
        if (body.size() < WORTH_POOLING || body.size() > MOST_POOLED) {
            response.write(true, ByteBuffer.wrap(body.bytes()), callback);
            return;
        }
        ByteBufferPool pool = request.getConnectionMetaData().getConnector().getByteBufferPool();
        RetainableByteBuffer pooled = pool.acquire(body.size(), true);
        ByteBuffer buffer = pooled.getByteBuffer();
        BufferUtil.clearToFill(buffer);
        body.copyTo(buffer);
        buffer.flip();
        response.write(true, buffer, Callback.from(callback, pooled::release));
    }

    private void passOn(Request request, Response response, Callback callback) {
        try {
            if (!getHandler().handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable e) {
            Response.writeError(request, response, callback, e);
        }
    }
}
