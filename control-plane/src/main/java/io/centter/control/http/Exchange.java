package io.centter.control.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.http.Route.Trait;
import io.centter.control.refusal.Refused;
import io.centter.model.wire.Wire;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a request into a [Call] and writes the reply.
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Admission admission;
    private final RefusalWatch watch;
    private final int bodyLimit;

    Exchange(Admission admission, RefusalWatch watch, int bodyLimit) {
        this.admission = admission;
        this.watch = watch;
        this.bodyLimit = bodyLimit;
    }

    <B, R> void handle(Route<B, R> route, Context http, Origin origin) throws IOException {
        Caller caller = admission.caller(route.access(), http, origin);
        try {
            handle(route, http, caller);
        } catch (Refused.Forbidden e) {
            watch.forbidden(caller, route.endpoint(), http.pathParamMap(), e);
            throw e;
        }
    }

    private <B, R> void handle(Route<B, R> route, Context http, Caller caller) throws IOException {
        Call.Target target = admission.target(route.endpoint(), route.access(), caller, http);
        Map<String, String> query = query(route.query().keySet(), http.queryParamMap());
        IfMatch ifMatch = ifMatch(route, http);
        byte[] bytes = route.body() == null ? new byte[0] : bytes(http);
        Class<B> type = route.body();
        B body = type == null ? null : Bodies.read(bytes, type, route.is(Trait.BODY_OPTIONAL));
        Call.Conditions conditions = new Call.Conditions(ifMatch, idempotencyKey(route, http, caller, bytes));
        write(
                route,
                http,
                route.handler().handle(new Call<>(caller, target, http.pathParamMap(), query, body, conditions)));
    }

    static void write(Context http, int status, String contentType, Object body) {
        try {
            http.status(status).contentType(contentType).result(Wire.strict().writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R> void write(Route<?, R> route, Context http, Reply<R> reply) throws IOException {
        reply.headers().forEach(http::header);
        int status = reply.status() == 0 ? route.answer().status() : reply.status();
        R body = reply.body();
        if (isKnown(http, reply.headers().get("ETag"))) {
            http.status(304);
        } else if (reply.json() != null) {
            http.status(status).contentType("application/json").result(reply.json());
        } else if (body == null) {
            http.status(status);
        } else if (body instanceof Streamed streamed) {
            stream(http, status, reply.headers(), streamed);
        } else {
            write(http, status, "application/json", body);
        }
    }

    /// Whether the client has this version already.
    private static boolean isKnown(Context http, @Nullable String etag) {
        String known = http.header("If-None-Match");
        return etag != null
                && known != null
                && HandlerType.GET.equals(http.method())
                && Arrays.stream(known.split(",", -1))
                        .map(String::strip)
                        .anyMatch(one -> one.equals(etag) || one.equals("*"));
    }

    /// A failure before the first bytes are out is answered like any other.
    private static void stream(Context http, int status, Map<String, String> headers, Streamed streamed)
            throws IOException {
        HttpServletResponse response = http.res();
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

    private byte[] bytes(Context http) throws IOException {
        byte[] bytes = http.req().getInputStream().readNBytes(bodyLimit + 1);
        if (bytes.length > bodyLimit) {
            throw new Refused.Unreadable(
                    413, "body-too-large", "The body has more than " + bodyLimit + " bytes, which is the limit.");
        }
        String type = http.contentType();
        if (bytes.length > 0 && (type == null || !type.matches("(?i)application/([a-z0-9.+-]+\\+)?json(\\s*;.*)?"))) {
            throw new Refused.Unreadable(
                    415, "unsupported-media-type", "Send the body as Content-Type: application/json.");
        }
        return bytes;
    }

    private static Map<String, String> query(Set<String> known, Map<String, List<String>> given) {
        Map<String, String> query = new HashMap<>();
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                String list = known.isEmpty()
                        ? "none"
                        : String.join(", ", known.stream().sorted().toList());
                throw Refused.Invalid.field(
                        "unknown-parameter",
                        name,
                        "There is no query parameter '" + name + "' here; known: " + list + ".");
            }
            if (values.size() != 1) {
                throw Refused.Invalid.field("invalid-value", name, name + " is given more than once.");
            }
            query.put(name, values.getFirst());
        });
        return query;
    }

    private static @Nullable IfMatch ifMatch(Route<?, ?> route, Context http) {
        if (!route.is(Trait.VERSIONED)) {
            return null;
        }
        String etag = http.header("If-Match");
        if (etag == null || etag.isBlank()) {
            throw new Refused.PreconditionMissing();
        }
        return new IfMatch(etag.strip());
    }

    private static @Nullable IdempotencyKey idempotencyKey(
            Route<?, ?> route, Context http, Caller caller, byte[] body) {
        String key = http.header("Idempotency-Key");
        String tenant = Admission.tenant(caller);
        if (key == null || tenant == null || !route.is(Trait.IDEMPOTENT)) {
            return null;
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw Refused.Invalid.field(
                    "invalid-value", "Idempotency-Key", "Idempotency-Key has 1 to 255 printable ASCII characters.");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((http.method() + " " + http.path() + "\n").getBytes(StandardCharsets.UTF_8));
            return new IdempotencyKey(tenant, key, digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
