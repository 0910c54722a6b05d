package io.centter.sdk.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.Login;
import io.centter.model.api.UpdateAgent;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.Presence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CentterApiTest {
    private static final NetworkId NETWORK = NetworkId.parse("01932f4e-7d3a-7c55-9a51-0242ac120002");
    private static final AgentId SOL = new AgentId("f254bbfa01c7");
    private static final String AGENT = """
            {"id":"f254bbfa01c7","network_id":"01932f4e-7d3a-7c55-9a51-0242ac120002","name":"Sol","slug":"sol",
             "role":"assistant","transport":"nats","version":7,"created_at":"2026-11-22T10:00:00Z",
             "updated_at":"2026-11-22T10:00:00Z","added_later":{"x":1}}""";

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private CentterApi api;

    private record Asked(String line, Map<String, List<String>> headers, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        api = CentterApi.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop(0);
    }

    @Test
    void refusalCarriesTheWholeProblem() {
        answer("/api/v1/networks/" + NETWORK + "/agents", 422, "application/problem+json", """
                {"type":"/problems/invalid","title":"Invalid","status":422,"code":"invalid","detail":"slug is reserved.",
                 "trace_id":"t-1","errors":[{"pointer":"/slug","detail":"slug is reserved.","code":"reserved"}],"more":1}""");

        ApiProblem problem = catchThrowableOfType(
                ApiProblem.class,
                () -> api.signedIn("s").createAgent(NETWORK, new CreateAgent("Sol", null, null, null, null)));

        assertThat(problem).hasMessage("slug is reserved.");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("invalid");
        assertThat(problem.traceId()).contains("t-1");
        assertThat(problem.fieldErrors())
                .singleElement()
                .satisfies(field -> assertThat(field.pointer()).isEqualTo("/slug"));
    }

    @Test
    void answerOfAProxyIsAProblemWithItsStatusAndWaitingTime() {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3");
            reply(exchange, 502, "text/html", "<html>Bad gateway</html>");
        });

        ApiProblem problem = catchThrowableOfType(ApiProblem.class, api::me);

        assertThat(problem.code()).isEqualTo("http-502");
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(problem).hasMessageContaining("GET /api/v1/auth/me").hasMessageContaining("in front of it");
    }

    @Test
    void answerThatIsNotJsonIsAProblemAndNotAParserError() {
        answer("/api/v1/auth/me", 200, "text/html", "<html>Welcome</html>");

        ApiProblem problem = catchThrowableOfType(ApiProblem.class, api::me);

        assertThat(problem.code()).isEqualTo("unreadable-answer");
    }

    @Test
    void nobodyListeningIsUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (CentterApi nowhere = CentterApi.at(URI.create("http://127.0.0.1:" + port))) {
            Unreachable failure = catchThrowableOfType(
                    Unreachable.class, () -> nowhere.login(new Login("linda@example.com", "secret")));

            assertThat(failure).hasMessageContaining("127.0.0.1:" + port);
            assertThat(nowhere.isLive()).isFalse();
        }
    }

    @Test
    void answerThatNeverComesIsUnreachableAfterTheLimit() {
        CountDownLatch never = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });

        Unreachable failure = catchThrowableOfType(
                Unreachable.class, () -> api.within(Duration.ofMillis(200)).me());

        assertThat(failure).hasMessageContaining("timed out");
        never.countDown();
    }

    @Test
    void endlessAnswerIsCutOff() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 20];
            try (var out = exchange.getResponseBody()) {
                for (int i = 0; i < 64; i++) {
                    out.write(block);
                }
            }
        });

        assertThat(catchThrowableOfType(ApiFailure.class, api::me)).isInstanceOf(Unreachable.class);
    }

    @Test
    void changeSendsTheVersionAndReadsWhatALaterServerAdds() {
        answer("/api/v1/agents/" + SOL, 200, "application/json", AGENT);

        var changed = api.signedIn("token-1").updateAgent(SOL, 6, new UpdateAgent("Sol", null, null));

        assertThat(changed.version()).isEqualTo(7);
        assertThat(asked).singleElement().satisfies(call -> {
            assertThat(call.line()).isEqualTo("PATCH /api/v1/agents/f254bbfa01c7");
            assertThat(call.headers().get("If-match")).containsExactly("\"6\"");
            assertThat(call.headers().get("Authorization")).containsExactly("Bearer token-1");
            assertThat(call.body()).isEqualTo("{\"name\":\"Sol\"}");
        });
    }

    @Test
    void creationHasAnIdempotencyKeyThatIsNewEachTime() {
        answer(
                "/api/v1/networks/" + NETWORK + "/agents",
                201,
                "application/json",
                "{\"agent\":" + AGENT + ",\"api_key\":\"amk_x\",\"secret_already_shown\":false}");

        var created = api.createAgent(NETWORK, new CreateAgent("Sol", null, null, null, null));
        api.createAgent(NETWORK, new CreateAgent("Sol", null, null, null, null));

        assertThat(created.apiKey()).isEqualTo("amk_x");
        assertThat(asked)
                .extracting(call -> call.headers().get("Idempotency-key"))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void listsAreFollowedToTheirLastPage() {
        server.createContext("/api/v1/networks/" + NETWORK + "/agents", exchange -> {
            boolean second = exchange.getRequestURI().getRawQuery().contains("cursor=a%2Bb");
            String next = second ? "" : ",\"next_cursor\":\"a+b\"";
            reply(exchange, 200, "application/json", "{\"items\":[" + AGENT + "]" + next + "}");
        });

        assertThat(api.allAgents(NETWORK)).hasSize(2);
    }

    @Test
    void agentAsksWithItsKeyAndItsFilters() {
        answer(
                "/api/v1/networks/" + NETWORK + "/discover",
                200,
                "application/json",
                "{\"agents\":[],\"query\":{\"status\":\"online\"},\"total\":0,\"total_is_exact\":true}");

        api.asAgent(SOL, "amk_1")
                .discover(NETWORK, new DiscoverQuery("deploy & run", Presence.ONLINE, null, null, null, null, null, 5));

        assertThat(asked).singleElement().satisfies(call -> {
            assertThat(call.line())
                    .isEqualTo("GET /api/v1/networks/" + NETWORK
                            + "/discover?capability=deploy+%26+run&status=online&limit=5");
            assertThat(call.headers().get("X-agent-key")).containsExactly("amk_1");
        });
    }

    private void answer(String path, int status, String type, String body) {
        server.createContext(path, exchange -> reply(exchange, status, type, body));
    }

    private void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(), exchange.getRequestHeaders(), sent));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
