package io.centter.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What HTTP asks of every server, whatever it serves: methods, origins, and clients that do not get to the end.
class CraftTest {
    private static final String PAGE = "https://ops.example.com";

    private static TestPlane plane;
    private static Api person;
    private static String network;

    @BeforeAll
    static void start() {
        plane = TestPlane.start(Map.of("http.allowed_origins", PAGE, "http.client_timeout", "1s"));
        person = plane.person("craft@example.com");
        network = person.post("/networks", Map.of("name", "Acme")).text("id");
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /auth/login | OPTIONS, POST",
                "POST   | /auth/me    | GET, HEAD, OPTIONS, PATCH",
                "HEAD   | /auth/login | OPTIONS, POST",
                "PUT    | /networks   | GET, HEAD, OPTIONS, POST"
            })
    void aMethodThatIsNotTakenIsAnsweredWithThoseThatAre(String method, String path, String allowed) {
        Api.Answer refused = person.send(method, path, HttpRequest.BodyPublishers.noBody());

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow").split(", ")).containsExactlyInAnyOrder(allowed.split(", "));
    }

    @Test
    void aTimeThatNoCalendarHasIsRefusedByName() {
        for (String time : new String[] {"-1000000000-01-01T00:00:00Z", "%2B10000-01-01T00:00:00Z", "yesterday", ""}) {
            Api.Answer refused = person.get("/networks/" + network + "/audit?from=" + time);
            assertThat(refused.status()).as(time).isEqualTo(422);
            assertThat(refused.json().toString()).contains("from is a time");
        }
    }

    @Test
    void optionsTellWhatAPathTakesToAnyone() {
        Api.Answer options = plane.api().send("OPTIONS", "/auth/me", HttpRequest.BodyPublishers.noBody());

        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, PATCH");
        assertThat(plane.api()
                        .send("OPTIONS", "/nothing", HttpRequest.BodyPublishers.noBody())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void headIsWhatGetWouldBeWithoutTheBodyAndAsksForTheSameRights() throws IOException {
        Api.Answer get = person.get("/auth/me");
        Api.Answer head = person.send("HEAD", "/auth/me", HttpRequest.BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(plane.api()
                        .send("HEAD", "/auth/me", HttpRequest.BodyPublishers.noBody())
                        .status())
                .isEqualTo(401);
        assertThat(exchange("HEAD /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aPageOfANamedOriginMayAskAndNoOther() {
        Api.Answer asked = plane.api()
                .with("Origin", PAGE)
                .with("Access-Control-Request-Method", "PATCH")
                .with("Access-Control-Request-Headers", "authorization,if-match")
                .send("OPTIONS", "/auth/me", HttpRequest.BodyPublishers.noBody());
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(asked.header("Access-Control-Allow-Headers")).containsIgnoringCase("if-match");
        assertThat(asked.header("Access-Control-Allow-Credentials")).isEmpty();

        Api.Answer answered = person.with("Origin", PAGE).get("/auth/me");
        assertThat(answered.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(answered.header("Access-Control-Expose-Headers")).contains("ETag", "WWW-Authenticate");
        assertThat(answered.header("Vary")).containsIgnoringCase("origin");

        for (String other :
                new String[] {"https://evil.example.com", PAGE + ".evil.com", "http://ops.example.com", "null"}) {
            Api.Answer refused = person.with("Origin", other).get("/auth/me");
            assertThat(refused.header("Access-Control-Allow-Origin")).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/networks/{network}/auth/token"})
    void aBodyThatComesByteByByteIsGivenUp(String path) throws Exception {
        AtomicBoolean answered = new AtomicBoolean();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), plane.plane().port())) {
            head(socket, path);
            Thread dribble = Thread.ofVirtual().start(() -> {
                try {
                    OutputStream out = socket.getOutputStream();
                    while (!answered.get()) {
                        out.write(' ');
                        out.flush();
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException _) {
                    // The server hung up, as it should.
                }
            });
            String answer = rest(socket.getInputStream());
            answered.set(true);
            dribble.join();
            assertThat(answer)
                    .startsWith("HTTP/1.1 408")
                    .contains("body-too-slow")
                    .containsIgnoringCase("connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/networks/{network}/auth/token"})
    void aBodyThatStopsComingIsGivenUpToo(String path) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), plane.plane().port())) {
            head(socket, path);
            assertThat(rest(socket.getInputStream())).startsWith("HTTP/1.1 408").contains("body-too-slow");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/networks/{network}/auth/token"})
    void whoHangsUpInTheMiddleOfABodyIsNoFaultOfTheServer(String path) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), plane.plane().port())) {
            head(socket, path);
            socket.shutdownOutput();
            assertThat(rest(socket.getInputStream())).startsWith("HTTP/1.1 400").doesNotContain("internal-error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/networks", "/networks/{network}/auth/introspect"})
    void aRefusalBeforeTheBodyCameKeepsTheConnection(String path) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), plane.plane().port())) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < 20; i++) {
                out.write(String.join(
                                "\r\n",
                                "POST /api/v1" + path.replace("{network}", network) + " HTTP/1.1",
                                "Host: x",
                                "Content-Type: application/json",
                                "Content-Length: 15",
                                "",
                                "")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                out.write("{\"name\":\"Acme\"}".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(answer(in)).startsWith("HTTP/1.1 401");
            }
        }
    }

    /// One answer, of which the length is told.
    private static String answer(BufferedReader in) throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            assertThat(in.read()).isNotNegative();
        }
        return head.toString();
    }

    /// The beginning of a request that a server routes, or answers in front of its routes.
    private static void head(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("POST /api/v1" + path.replace("{network}", network) + " HTTP/1.1\r\nHost: x\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), plane.plane().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return rest(socket.getInputStream());
        }
    }

    private static String rest(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
