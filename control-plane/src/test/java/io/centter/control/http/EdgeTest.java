package io.centter.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.model.api.MemberRole;
import io.centter.model.api.UserView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EdgeTest {
    private static TestPlane plane;
    private static Api person;

    @BeforeAll
    static void start() {
        plane = TestPlane.start(Map.of("admin.port", "0", "http.trusted_proxies", "127.0.0.1"));
        person = plane.person("a@example.com");
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        Api.Answer none = plane.api().get("/nothing");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.code()).isEqualTo("not-found");
        assertThat(none.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(plane.api().get("//").code()).isEqualTo("not-found");

        Api.Answer method = plane.api().delete("/auth/login");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        String big = "{\"name\":\"" + "x".repeat(1_048_576) + "\"}";

        Api.Answer refused = person.raw("POST", "/networks", big);
        Api.Answer chunked = person.with("Content-Type", "application/json")
                .send(
                        "POST",
                        "/networks",
                        HttpRequest.BodyPublishers.ofByteArrays(List.of(big.getBytes(StandardCharsets.UTF_8))));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("body-too-large");
        assertThat(chunked.status()).isEqualTo(413);
    }

    @Test
    void onlyJsonIsRead() {
        Api.Answer refused = person.with("Content-Type", "text/plain")
                .send("POST", "/networks", HttpRequest.BodyPublishers.ofString("{\"name\":\"A\"}"));
        assertThat(refused.status()).isEqualTo(415);
        Api.Answer bytes = person.with("Content-Type", "application/json")
                .send("POST", "/networks", HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"'
                }));
        assertThat(bytes.status()).isEqualTo(400);
    }

    @Test
    void everyAnswerCarriesItsRequestIdAndAProblemItsTrace() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        Api.Answer traced = plane.api()
                .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .with("X-Request-Id", "mine-1")
                .get("/auth/me");
        Api.Answer odd = plane.api().with("X-Request-Id", "bad id {}").get("//health/live");

        assertThat(traced.text("trace_id")).isEqualTo(trace);
        assertThat(traced.header("X-Request-Id")).isEqualTo("mine-1");
        assertThat(odd.header("X-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(odd.header("Cache-Control")).isEqualTo("no-store");
        assertThat(odd.header("Server")).isEmpty();
        assertThat(odd.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void healthTellsThatItServesWithoutABroker() {
        assertThat(plane.api().get("//health/live").status()).isEqualTo(200);
        Api.Answer ready = plane.api().get("//health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.text("status")).isEqualTo("degraded");
        assertThat(ready.text("nats")).isEqualTo("not-configured");
    }

    @Test
    void metricsAreOnTheirOwnPortAlone() throws Exception {
        person.get("/auth/me");
        HttpResponse<String> metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + plane.plane().adminPort() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(metrics.body())
                .contains("centter_http_requests_seconds_count{method=\"GET\",path=\"/api/v1/auth/me\",status=\"200\"}")
                .contains("centter_outbox_waiting");
        assertThat(plane.api().get("//metrics").status()).isEqualTo(404);
    }

    @Test
    void theClientsAddressIsReadFromATrustedProxyOnly() {
        plane.api()
                .with("X-Forwarded-For", "203.0.113.9, 198.51.100.7")
                .post("/auth/login", Map.of("email", "a@example.com", "password", "correct horse battery"));

        List<String> addresses = plane.sql()
                .withHandle(handle -> handle.createQuery("SELECT ip FROM audit_log WHERE action = 'user.login'")
                        .mapTo(String.class)
                        .list());
        assertThat(addresses).containsExactly("198.51.100.7");
    }

    @Test
    void whatIsNotHttpGetsAnAnswerAndNoStackTrace() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), plane.plane().port())) {
            socket.getOutputStream().write("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .doesNotContain("Exception")
                    .doesNotContain("jetty");
        }
    }

    @Test
    void aRouteSaysWhoMayUseItOrCannotBe() {
        Router router = new Router();

        assertThatThrownBy(() -> router.get("/networks/{network}/x", "X").by(Access.user()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> router.get("/x", "X").by(Access.member(MemberRole.VIEWER)))
                .isInstanceOf(IllegalArgumentException.class);
        router.get("/x", "X").by(Access.user()).gives(UserView.class).handle(_ -> {
            throw new IllegalStateException();
        });
        assertThatThrownBy(() -> router.get("/x", "X")
                        .by(Access.everyone())
                        .gives(UserView.class)
                        .handle(_ -> {
                            throw new IllegalStateException();
                        }))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
