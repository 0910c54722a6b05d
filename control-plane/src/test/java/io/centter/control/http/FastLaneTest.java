package io.centter.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.config.HttpConfig;
import io.centter.control.db.AtOnce;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastLaneTest {
    private static final List<String> METERED = new CopyOnWriteArrayList<>();
    private static final List<String> WATCHED = new CopyOnWriteArrayList<>();
    private static final String TOLD =
            "POST /api/v1/told HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n";
    private static HttpApi server;
    private static Api api;

    /// Whether it was answered at once, and what was asked.
    record Where(boolean atOnce, String q) {}

    record Said(String q) {}

    @BeforeAll
    static void start() {
        Router router = new Router();
        memory(router, "/memory", call -> Reply.of(where(call)));
        memory(router, "/refuses", _ -> {
            throw new Refused.Conflict("not-now", "Not now.");
        });
        memory(router, "/fails", _ -> {
            throw new IllegalStateException("a bug");
        });
        memory(router, "/waits", call -> {
            AtOnce.mayWait();
            return Reply.of(where(call));
        });
        memory(router, "/things/{thing}/state", call -> Reply.of(where(call)));
        memory(router, "/long", new Route.Handler<>() {
            @Override
            public boolean isShort(Call<Void> call) {
                return false;
            }

            @Override
            public Reply<Where> handle(Call<Void> call) {
                return Reply.of(where(call));
            }
        });
        told(router);
        limited(router);
        router.get("/plain", "P")
                .by(Access.everyone())
                .query("q")
                .gives(Where.class)
                .handle(call -> Reply.of(where(call)));
        server = new HttpApi(
                new HttpConfig("127.0.0.1", 0, List.of(), true, 1_000, "", List.of(), Duration.ofSeconds(30)),
                router,
                nobodysAdmission(),
                watch(),
                new Random(1),
                meter());
        server.start();
        api = new Api(URI.create("http://127.0.0.1:" + server.port()), Map.of());
    }

    private static RefusalWatch watch() {
        return new RefusalWatch() {
            @Override
            public void forbidden(
                    Caller caller, Route.Endpoint endpoint, Map<String, String> path, Refused.Forbidden why) {
                WATCHED.add(why.code() + " " + path.get("network") + " " + AtOnce.isAsked());
            }

            @Override
            public void unproven(
                    Origin origin, Route.Endpoint endpoint, Map<String, String> path, Refused.Unauthenticated why) {
                WATCHED.add(why.code() + " " + path.get("network") + " " + AtOnce.isAsked());
            }
        };
    }

    private static HttpApi.HttpMeter meter() {
        return new HttpApi.HttpMeter() {
            @Override
            public void answered(String method, String path, int status, Duration took) {
                METERED.add(method + " " + path + " " + status);
            }

            @Override
            public void admitted(NetworkId network, Caller caller) {
                METERED.add("in " + network);
            }
        };
    }

    /// Routes for everyone ask nobody.
    private static Admission nobodysAdmission() {
        return new Admission(
                (_, _) -> {
                    throw new IllegalStateException();
                },
                (_, _) -> {
                    throw new IllegalStateException();
                },
                (_, _) -> {
                    throw new IllegalStateException();
                },
                new Gate() {
                    @Override
                    public void toNetwork(Caller caller, NetworkId network, Access access) {
                        // Everyone gets in.
                    }

                    @Override
                    public NetworkId toAgent(Caller caller, AgentId agent, Access access) {
                        throw new Refused.NotFound();
                    }

                    @Override
                    public NetworkId toTeam(Caller caller, UUID team, Access access) {
                        throw new Refused.NotFound();
                    }
                });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void memory(Router router, String path, Route.Handler<Void, Where> handler) {
        router.get(path, "M")
                .by(Access.everyone())
                .query("q")
                .gives(Where.class)
                .inMemory()
                .handle(handler);
    }

    private static void told(Router router) {
        router.post("/told", "T")
                .by(Access.everyone())
                .takes(Said.class)
                .gives(Where.class)
                .inMemory()
                .handle(call -> Reply.of(where(call.body().q())));
    }

    /// Counted, and then by what it is asked for: it waits, or is refused, at once or after it waited.
    private static void limited(Router router) {
        RateLimits first = RateLimits.of("first", 10);
        RateLimits second = first.then("second", 5);
        router.get("/networks/{network}/limited", "L")
                .by(Access.everyone())
                .query("q")
                .gives(Where.class)
                .limited()
                .inMemory()
                .handle(call -> {
                    String q = call.query("q").orElse("");
                    first.require(call.network().toString(), call);
                    if (q.contains("wait")) {
                        AtOnce.mayWait();
                    }
                    second.require(call.network().toString(), call);
                    if (q.contains("forbidden")) {
                        throw new Refused.Forbidden("not-you", "Not you.");
                    }
                    if (q.contains("unproven")) {
                        throw Refused.Unauthenticated.invalid("not-known", "Not known.");
                    }
                    return Reply.of(where(q));
                });
    }

    private static Where where(Call<?> call) {
        return where(call.query("q").orElse(""));
    }

    private static Where where(String q) {
        boolean atOnce = false;
        try {
            AtOnce.mayWait();
        } catch (AtOnce.WouldWait _) {
            atOnce = true;
        }
        return new Where(atOnce, q);
    }

    @Test
    void memoryAnswersAtOnceAndWhateverWaitsGoesToAThreadOfItsOwn() {
        assertThat(api.get("/memory").json().path("at_once").asBoolean()).isTrue();
        assertThat(api.get("/things/7/state").json().path("at_once").asBoolean())
                .isTrue();
        assertThat(api.get("/waits").json().path("at_once").asBoolean()).isFalse();
        assertThat(api.get("/long").json().path("at_once").asBoolean()).isFalse();
        assertThat(api.get("/plain").json().path("at_once").asBoolean()).isFalse();
        assertThat(METERED.stream().filter("GET /api/v1/waits 200"::equals)).hasSize(1);
        assertThat(METERED).contains("GET /api/v1/things/{thing}/state 200");
    }

    @Test
    void anAnswerLooksTheSameWhicheverWayItTook() {
        for (String query : List.of("", "?q=a%20b%2Bc", "?q=x&q=y", "?unknown=1", "?q=%C3%A4")) {
            Api.Answer fast = api.with("X-Request-Id", "mine").get("/memory" + query);
            Api.Answer slow = api.with("X-Request-Id", "mine").get("/plain" + query);
            assertThat(fast.status()).as(query).isEqualTo(slow.status());
            assertThat(fast.code()).isEqualTo(slow.code());
            assertThat(fast.text("q")).isEqualTo(slow.text("q"));
            for (String header : List.of(
                    "X-Request-Id", "Cache-Control", "X-Content-Type-Options", "Content-Type", "Server", "Vary")) {
                assertThat(fast.header(header)).as(header).isEqualTo(slow.header(header));
            }
        }
        assertThat(api.get("/refuses").status()).isEqualTo(409);
        assertThat(api.get("/refuses").code()).isEqualTo("not-now");
        assertThat(api.get("/fails").status()).isEqualTo(500);
        assertThat(api.get("/fails").text("trace_id")).matches("[0-9a-f]{32}");
    }

    @Test
    void whatIsOddIsLeftToTheServerBehind() {
        assertThat(api.get("/memory/").json().path("at_once").asBoolean(true)).isFalse();
        assertThat(api.get("/things/7/x/state").status()).isEqualTo(404);
        assertThat(api.get("/thing/7/state").status()).isEqualTo(404);
        assertThat(api.send("DELETE", "/memory", HttpRequest.BodyPublishers.noBody())
                        .status())
                .isEqualTo(405);
        Api.Answer withBody = api.raw("GET", "/memory", "{}");
        assertThat(withBody.status()).isEqualTo(200);
        assertThat(withBody.json().path("at_once").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "wait, 200", "forbidden, 403", "unproven, 401", "wait-forbidden, 403", "wait-unproven, 401"})
    void aRequestThatHasToWaitIsCountedOnceAndSoIsOneThatIsWatched(String q, int status) {
        String network = UUID.randomUUID().toString();
        for (int left = 4; left >= 0; left--) {
            Api.Answer answer = api.get("/networks/" + network + "/limited?q=" + q);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"first\";q=10;w=60, \"second\";q=5;w=60");
            assertThat(answer.header("RateLimit")).startsWith("\"second\";r=" + left + ";");
        }
        Api.Answer limited = api.get("/networks/" + network + "/limited?q=" + q);
        assertThat(limited.status()).isEqualTo(429);

        assertThat(METERED.stream().filter(("in " + network)::equals)).hasSize(6);
        if (status != 200) {
            // Whoever watches may wait, and sees each once.
            String code = status == 403 ? "not-you" : "not-known";
            await().until(() -> WATCHED.stream()
                            .filter((code + " " + network + " false")::equals)
                            .count()
                    == 5);
        }
        assertThat(WATCHED).noneMatch(seen -> seen.contains(network + " true"));
    }

    @Test
    void whatIsToldInOnePieceIsAnsweredAtOnce() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            send(socket, TOLD + "Connection: close\r\n\r\n{\"q\":\"x\"}");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).endsWith("{\"at_once\":true,\"q\":\"x\"}");
        }
    }

    @Test
    void whatIsToldWronglyIsRefusedAsEverywhere() {
        assertThat(api.post("/told", Map.of("q", "x")).text("q")).isEqualTo("x");
        assertThat(api.raw("POST", "/told", "").code()).isEqualTo("body-missing");
        assertThat(api.raw("POST", "/told", "{\"q\"").code()).isEqualTo("malformed-json");
        assertThat(api.raw("POST", "/told", "{\"p\":1}").code()).isEqualTo("unknown-field");
        assertThat(api.raw("POST", "/told", " ".repeat(1_001)).code()).isEqualTo("body-too-large");
        assertThat(api.with("Content-Type", "text/plain")
                        .send("POST", "/told", HttpRequest.BodyPublishers.ofString("{}"))
                        .code())
                .isEqualTo("unsupported-media-type");
    }

    @Test
    void aBodyOfUnknownLengthIsLeftToTheServerBehind() {
        Api.Answer told = api.with("Content-Type", "application/json")
                .send(
                        "POST",
                        "/told",
                        HttpRequest.BodyPublishers.ofInputStream(() ->
                                new ByteArrayInputStream("{\"q\":\"streamed\"}".getBytes(StandardCharsets.UTF_8))));
        assertThat(told.json().path("at_once").asBoolean(true)).isFalse();
        assertThat(told.text("q")).isEqualTo("streamed");
    }

    @Test
    void aBodyInPiecesIsWaitedForAndRequestsInOnePieceAreAnsweredInTurn() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            send(socket, TOLD + "\r\n{\"q\"");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            send(socket, ":\"a\"}" + TOLD + "\r\n{\"q\":\"b\"}" + TOLD + "Connection: close\r\n\r\n{\"q\":\"c\"}");
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).containsSubsequence("\"q\":\"a\"", "\"q\":\"b\"", "\"q\":\"c\"");
            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(4);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
