package io.centter.control.http;

import io.centter.control.config.HttpConfig;
import io.centter.model.api.Problem;
import io.centter.model.identity.NetworkId;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The HTTP server: every route of the [Router] under `/api/v1`, each request on a virtual thread, or on the network's
/// own where memory answers it. Whatever goes wrong is answered as `application/problem+json`.
public final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String ORIGIN = "centter.origin";
    /// Longer than clients and balancers keep a connection that nobody uses, so that it is they who let go of it: who
    /// sends on a connection that is just being closed gets no answer.
    private static final Duration KEPT_OPEN = Duration.ofSeconds(90);
    /// As Javalin sees it; what is shorter does not take the way past its compressor.
    private static final int WORTH_COMPRESSING = 1_500;

    private final HttpConfig config;
    private final Router router;
    private final Exchange exchange;
    private final Origins origins;
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Javalin server;

    /// Hears of every request that was let in or answered.
    @FunctionalInterface
    public interface HttpMeter {
        void answered(String method, String path, int status, Duration took);

        /// A request about this network was let in.
        default void admitted(NetworkId network, Caller caller) {
            // Not everyone counts by network.
        }
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
        this.exchange = new Exchange(admission, watch, config, meter, others);
        this.origins = new Origins(config.trustedProxies(), random);
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
            others.close();
            server = null;
        }
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.concurrency.useVirtualThreads = true;
        javalin.http.prefer405over404 = true;
        javalin.http.maxRequestSize = config.bodyLimitBytes();
        javalin.jetty.addConnector(this::connector);
        javalin.jetty.modifyServer(jetty -> {
            jetty.setStopTimeout(10_000);
            jetty.setErrorHandler(new JettyProblems());
            putInFront(jetty);
        });
        javalin.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setIdleTimeout(config.clientTimeout().toMillis());
        });
        javalin.routes.before(http -> begin(http));
        javalin.routes.after(http -> {
            SlowBodies.finish(http, config);
            MDC.clear();
        });
        javalin.routes.exception(HttpResponseException.class, this::plain);
        javalin.routes.exception(
                Exception.class, (e, http) -> write(http, Exchange.fault(new OverJavalin(http), origin(http), e)));
        for (Route<?, ?> route : router.routes()) {
            for (String method : Methods.answeredBy(route)) {
                javalin.routes.addEndpoint(new Endpoint(
                        HandlerType.findOrCreate(method), route.endpoint().fullPath(), http -> serve(route, http)));
            }
        }
        Methods.byPath(router.routes())
                .forEach((path, allowed) -> javalin.routes.addEndpoint(new Endpoint(
                        HandlerType.OPTIONS,
                        path,
                        http -> write(http, Outgoing.empty(204, Map.of("Allow", String.join(", ", allowed)))))));
    }

    private void putInFront(Server jetty) {
        FrontRoutes front = new FrontRoutes(router.routes());
        jetty.addEventListener(new LifeCycle.Listener() {
            // By then the handlers of the server behind are there.
            @Override
            public void lifeCycleStarting(LifeCycle event) {
                FastLane lane = new FastLane(jetty.getHandler(), front, exchange, origins, others, config);
                jetty.setHandler(
                        config.allowedOrigins().isEmpty() ? lane : new Browsers(config.allowedOrigins(), lane));
            }
        });
    }

    /// What memory answers is answered by the threads that read; so there is one for each processor.
    private ServerConnector connector(Server jetty, HttpConfiguration http) {
        int readers = Runtime.getRuntime().availableProcessors();
        ServerConnector connector = new ServerConnector(jetty, -1, readers, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(KEPT_OPEN.toMillis());
        return connector;
    }

    private Origin begin(Context http) {
        Origin origin = origins.of(new OverJavalin(http));
        http.attribute(ORIGIN, origin);
        origin.tellLog();
        http.header("X-Request-Id", origin.requestId());
        http.header("X-Content-Type-Options", "nosniff");
        http.header("Cache-Control", "no-store");
        return origin;
    }

    private void serve(Route<?, ?> route, Context http) throws IOException {
        Outgoing answer = exchange.answer(route, new OverJavalin(http), origin(http));
        if (answer.contentType() == null || answer.body().size() >= WORTH_COMPRESSING) {
            write(http, answer);
            return;
        }
        SlowBodies.finish(http, config);
        write(http, Outgoing.empty(answer.status(), answer.headers()));
        http.contentType(answer.contentType());
        http.res().setContentLength(answer.body().size());
        http.res().getOutputStream().write(answer.body().bytes());
    }

    private static void write(Context http, Outgoing answer) {
        answer.headers().forEach(http::header);
        http.status(answer.status());
        if (answer.contentType() != null) {
            http.contentType(answer.contentType()).result(answer.body().bytes());
        }
    }

    private Origin origin(Context http) {
        Origin origin = http.attribute(ORIGIN);
        return origin == null ? begin(http) : origin;
    }

    /// What the server itself refuses: no such path, wrong method, and the like.
    private void plain(HttpResponseException refused, Context http) {
        int status = refused.getStatus();
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
        // 405 must say what is allowed instead.
        String allowed = refused.getDetails().get("availableMethods");
        Map<String, String> headers = allowed == null ? Map.of() : Map.of("Allow", allowed);
        write(http, Exchange.written(status, headers, Outgoing.PROBLEM, problem));
    }
}
