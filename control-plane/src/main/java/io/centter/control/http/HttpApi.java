package io.centter.control.http;

import io.centter.control.config.HttpConfig;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Problem;
import io.centter.model.identity.InvalidValue;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The HTTP server: every route of the [Router] under `/api/v1`, each request on a virtual thread. Whatever goes wrong
/// is
/// answered as `application/problem+json`.
public final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String PROBLEM = "application/problem+json";
    private static final String ORIGIN = "centter.origin";

    private final HttpConfig config;
    private final Router router;
    private final Exchange exchange;
    private final Origins origins;
    private final HttpMeter meter;
    private @Nullable Javalin server;

    /// Hears of every request that was answered.
    @FunctionalInterface
    public interface HttpMeter {
        void answered(String method, String path, int status, Duration took);
    }

    public HttpApi(
            HttpConfig config,
            Router router,
            Admission admission,
            RefusalWatch watch,
            RandomGenerator random,
            HttpMeter meter) {
        this.config = config;
        this.router = router;
        this.exchange = new Exchange(admission, watch, config.bodyLimitBytes());
        this.origins = new Origins(config.trustedProxies(), random);
        this.meter = meter;
    }

    public void start() {
        server = Javalin.create(this::configure).start();
        LOG.info(
                "http listening address=http://{}:{} routes={}",
                config.host(),
                port(),
                router.routes().size());
    }

    /// The port it really listens on.
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.port();
    }

    /// Takes no new requests and lets the running ones end.
    @Override
    public void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.concurrency.useVirtualThreads = true;
        javalin.http.prefer405over404 = true;
        javalin.http.maxRequestSize = config.bodyLimitBytes();
        javalin.jetty.host = config.host();
        javalin.jetty.port = config.port();
        javalin.jetty.modifyServer(jetty -> {
            jetty.setStopTimeout(10_000);
            jetty.setErrorHandler(new JettyProblems());
        });
        javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        javalin.routes.before(http -> begin(http));
        javalin.routes.after(_ -> MDC.clear());
        javalin.routes.exception(HttpResponseException.class, (e, http) -> plain(http, e.getStatus()));
        javalin.routes.exception(Exception.class, (e, http) -> fault(http, e));
        for (Route<?, ?> route : router.routes()) {
            String path = route.endpoint().fullPath();
            javalin.routes.addEndpoint(new Endpoint(
                    HandlerType.findOrCreate(route.endpoint().method()), path, http -> serve(route, path, http)));
        }
    }

    private Origin begin(Context http) {
        Origin origin = origins.of(http);
        http.attribute(ORIGIN, origin);
        MDC.put("request_id", origin.requestId());
        MDC.put("trace_id", origin.traceId());
        http.header("X-Request-Id", origin.requestId());
        http.header("X-Content-Type-Options", "nosniff");
        http.header("Cache-Control", "no-store");
        return origin;
    }

    private void serve(Route<?, ?> route, String path, Context http) throws IOException {
        long began = System.nanoTime();
        Origin origin = origin(http);
        try {
            exchange.handle(route, http, origin);
        } catch (Refused e) {
            refuse(http, e);
        } catch (InvalidValue e) {
            refuse(http, Bodies.invalid(e));
        } catch (RuntimeException e) {
            fault(http, e);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            int status = http.status().getCode();
            meter.answered(route.endpoint().method(), path, status, took);
            LOG.debug(
                    "answered method={} path={} status={} ms={}",
                    route.endpoint().method(),
                    path,
                    status,
                    took.toMillis());
        }
    }

    private Origin origin(Context http) {
        Origin origin = http.attribute(ORIGIN);
        return origin == null ? begin(http) : origin;
    }

    private void refuse(Context http, Refused refused) {
        Problems.Answer answer = Problems.of(refused, origin(http).traceId());
        answer.headers().forEach(http::header);
        Exchange.write(http, answer.problem().status(), PROBLEM, answer.problem());
    }

    /// What the server itself refuses: no such path, wrong method, and the like.
    private void plain(Context http, int status) {
        String code = switch (status) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 413 -> "body-too-large";
            default -> "http-" + status;
        };
        String detail = switch (status) {
            case 404 -> "There is nothing here, or nothing that you may see.";
            case 405 -> http.path() + " does not take " + http.method().name().toUpperCase(Locale.ROOT) + ".";
            default -> "The request was refused.";
        };
        Problem problem = Problems.plain(status, code, detail, origin(http).traceId());
        Exchange.write(http, status, PROBLEM, problem);
    }

    private void fault(Context http, Exception e) {
        Origin origin = origin(http);
        LOG.error("request failed method={} path={}", http.method().name(), http.path(), e);
        Problem problem = Problems.plain(
                500,
                "internal-error",
                "This is a fault of the server. It is in its log under trace id " + origin.traceId() + ".",
                origin.traceId());
        Exchange.write(http, 500, PROBLEM, problem);
    }
}
