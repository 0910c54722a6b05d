package io.centter.control.http;

import io.centter.control.db.AtOnce;
import io.centter.control.http.InMemoryRoutes.Match;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// In front of the server: reads that memory answers are answered on the very thread that read the request. Everything
/// else, and every such read that would have to wait, goes on to the server behind, on a virtual thread.
final class FastLane extends Handler.Wrapper {
    private static final HttpField NO_SNIFFING = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private final InMemoryRoutes routes;
    private final Exchange exchange;
    private final Origins origins;
    private final Executor others;

    FastLane(Handler behind, InMemoryRoutes routes, Exchange exchange, Origins origins, Executor others) {
        super(behind);
        this.routes = routes;
        this.exchange = exchange;
        this.origins = origins;
        this.others = others;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Match match = match(request);
        if (match != null) {
            OverJetty http = new OverJetty(request, match.pathParams());
            Origin origin = origins.of(http);
            Optional<Outgoing> answer = AtOnce.attempt(() -> answer(match, http, origin));
            if (answer.isPresent()) {
                write(answer.get(), origin, response, callback);
                return true;
            }
        }
        others.execute(() -> passOn(request, response, callback));
        return true;
    }

    private @Nullable Match match(Request request) {
        HttpFields headers = request.getHeaders();
        boolean plain = request.getMethod().equals("GET")
                && headers.getLongField(HttpHeader.CONTENT_LENGTH) <= 0
                && !headers.contains(HttpHeader.TRANSFER_ENCODING);
        return plain ? routes.find(request.getHttpURI().getPath()) : null;
    }

    private Outgoing answer(Match match, OverJetty http, Origin origin) {
        try {
            return exchange.answer(match.route(), http, origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Outgoing answer, Origin origin, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-Request-Id", origin.requestId());
        headers.put(NO_SNIFFING);
        headers.put(NO_STORE);
        answer.headers().forEach(headers::put);
        if (answer.contentType() != null) {
            headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
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
