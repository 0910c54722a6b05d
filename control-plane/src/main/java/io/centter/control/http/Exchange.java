package io.centter.control.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.config.HttpConfig;
import io.centter.control.db.AtOnce;
import io.centter.control.http.Route.Trait;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Problem;
import io.centter.model.identity.InvalidValue;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a request into a [Call], and makes an answer of the reply.
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final String JSON = "application/json";
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/([a-z0-9.+-]+\\+)?json(\\s*;.*)?", Pattern.CASE_INSENSITIVE);
    private static final byte[] NOTHING = new byte[0];

    private final Admission admission;
    private final RefusalWatch watch;
    private final int bodyLimit;
    private final Duration bodyTime;
    private final HttpApi.HttpMeter meter;
    private final Executor others;

    /// Answers by these.
    ///
    /// @param others for what may wait
    Exchange(Admission admission, RefusalWatch watch, HttpConfig config, HttpApi.HttpMeter meter, Executor others) {
        this.admission = admission;
        this.watch = watch;
        this.bodyLimit = config.bodyLimitBytes();
        this.bodyTime = config.clientTimeout();
        this.meter = meter;
        this.others = others;
    }

    /// Answers a request, whatever happens: what is refused is a problem, and a fault of ours is one too.
    <B, R> Outgoing answer(Route<B, R> route, Incoming http, Origin origin) throws IOException {
        long began = System.nanoTime();
        int status = 500;
        try {
            Outgoing answer = handled(route, http, origin);
            status = answer.status();
            return answer;
        } catch (AtOnce.WouldWait e) {
            status = 0;
            throw e;
        } finally {
            if (status != 0) {
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                String path = route.endpoint().fullPath();
                meter.answered(route.endpoint().method(), path, status, took);
                LOG.debug(
                        "answered method={} path={} status={} ms={}",
                        route.endpoint().method(),
                        path,
                        status,
                        took.toMillis());
            }
        }
    }

    private <B, R> Outgoing handled(Route<B, R> route, Incoming http, Origin origin) throws IOException {
        try {
            return done(route, http, origin);
        } catch (Refused e) {
            Problems.Answer answer = Problems.of(e, origin.traceId());
            return written(answer.problem().status(), answer.headers(), Outgoing.PROBLEM, answer.problem());
        } catch (InvalidValue e) {
            Problems.Answer answer = Problems.of(Bodies.invalid(e), origin.traceId());
            return written(answer.problem().status(), answer.headers(), Outgoing.PROBLEM, answer.problem());
        } catch (AtOnce.WouldWait e) {
            throw e;
        } catch (RuntimeException e) {
            return fault(http, origin, e);
        }
    }

    private <B, R> Outgoing done(Route<B, R> route, Incoming http, Origin origin) throws IOException {
        Caller caller = new Caller.Nobody(origin);
        try {
            caller = admission.caller(route.access(), http, origin);
            return done(route, http, caller);
        } catch (Refused.Forbidden e) {
            Caller who = caller;
            beside(() -> watch.forbidden(who, route.endpoint(), http.pathParamMap(), e));
            throw e;
        } catch (Refused.Unauthenticated e) {
            beside(() -> watch.unproven(origin, route.endpoint(), http.pathParamMap(), e));
            throw e;
        }
    }

    /// Who watches may write down what it sees, and wait for that; what was handled is answered and not begun anew.
    private void beside(Runnable seen) {
        if (AtOnce.isAsked()) {
            others.execute(seen);
        } else {
            seen.run();
        }
    }

    private <B, R> Outgoing done(Route<B, R> route, Incoming http, Caller caller) throws IOException {
        Call.Target target = admission.target(route.endpoint(), route.access(), caller, http);
        boolean waits = false;
        try {
            return done(route, http, caller, target);
        } catch (AtOnce.WouldWait e) {
            // It comes again, and is counted then.
            waits = true;
            throw e;
        } finally {
            if (!waits && target.network() != null) {
                meter.admitted(target.network(), caller);
            }
        }
    }

    private <B, R> Outgoing done(Route<B, R> route, Incoming http, Caller caller, Call.Target target)
            throws IOException {
        Map<String, String> query = query(route.query().keySet(), http.queryParamMap());
        IfMatch ifMatch = ifMatch(route, http);
        byte[] bytes = route.body() == null ? NOTHING : bytes(http);
        Class<B> type = route.body();
        B body = type == null ? null : Bodies.read(bytes, type, route.is(Trait.BODY_OPTIONAL));
        Call.Conditions conditions = new Call.Conditions(ifMatch, idempotencyKey(route, http, caller, bytes));
        Call<B> call = new Call<>(caller, target, http.pathParamMap(), query, body, conditions, http.counted());
        if (!route.handler().isShort(call)) {
            AtOnce.mayWait();
        }
        try {
            Reply<R> reply = route.handler().handle(call);
            return written(route, http, reply.with(http.counted().told()));
        } catch (Refused e) {
            throw e.telling(http.counted().told());
        }
    }

    static Outgoing written(int status, Map<String, String> headers, String contentType, Object body) {
        try {
            return new Outgoing(
                    status, headers, contentType, WrittenJson.of(Wire.strict().writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R> Outgoing written(Route<?, R> route, Incoming http, Reply<R> reply) throws IOException {
        int status = reply.status() == 0 ? route.answer().status() : reply.status();
        R body = reply.body();
        WrittenJson json = reply.json();
        if (isKnown(http, reply.headers().get("ETag"))) {
            return Outgoing.empty(304, reply.headers());
        }
        if (json != null) {
            return new Outgoing(status, reply.headers(), JSON, json);
        }
        if (body instanceof Streamed streamed) {
            http.stream(status, reply.headers(), streamed);
            return Outgoing.empty(status, Map.of());
        }
        return body == null ? Outgoing.empty(status, reply.headers()) : written(status, reply.headers(), JSON, body);
    }

    static Outgoing fault(Incoming http, Origin origin, Exception e) {
        LOG.error("request failed method={} path={} trace={}", http.method(), http.path(), origin.traceId(), e);
        Problem problem = Problems.plain(
                500,
                "internal-error",
                "This is a fault of the server. It is in its log under trace id " + origin.traceId() + ".",
                origin.traceId());
        return written(500, Map.of(), Outgoing.PROBLEM, problem);
    }

    /// Whether the client has this version already.
    private static boolean isKnown(Incoming http, @Nullable String etag) {
        String known = http.header("If-None-Match");
        return etag != null
                && known != null
                && (http.method().equals("GET") || http.method().equals("HEAD"))
                && Arrays.stream(known.split(",", -1))
                        .map(String::strip)
                        .anyMatch(one -> one.equals(etag) || one.equals("*"));
    }

    private byte[] bytes(Incoming http) throws IOException {
        byte[] bytes = http.body(bodyLimit + 1, bodyTime);
        if (bytes.length > bodyLimit) {
            throw new Refused.Unreadable(
                    413, "body-too-large", "The body has more than " + bodyLimit + " bytes, which is the limit.");
        }
        String type = http.header("Content-Type");
        if (bytes.length > 0 && (type == null || !isJson(type))) {
            throw new Refused.Unreadable(
                    415, "unsupported-media-type", "Send the body as Content-Type: application/json.");
        }
        return bytes;
    }

    private static boolean isJson(String type) {
        return type.equals(JSON) || JSON_TYPE.matcher(type).matches();
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

    private static @Nullable IfMatch ifMatch(Route<?, ?> route, Incoming http) {
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
            Route<?, ?> route, Incoming http, Caller caller, byte[] body) {
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
