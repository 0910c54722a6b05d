package io.centter.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.control.config.Config;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamTest {
    private static final int BLOCK = 1 << 16;
    private static final int BLOCKS = 4096;
    private static HttpApi http;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        Router router = new Router();
        router.get("//long", "More than would fit into the memory of a test.")
                .by(Access.everyone())
                .streams("text/plain")
                .handle(_ -> Reply.stream("text/plain", out -> {
                            byte[] block = new byte[BLOCK];
                            for (int i = 0; i < BLOCKS; i++) {
                                out.write(block);
                            }
                        })
                        .with("Content-Disposition", "attachment"));
        router.get("//broken", "Fails in the middle.")
                .by(Access.everyone())
                .streams("text/plain")
                .handle(_ -> Reply.stream("text/plain", out -> {
                    out.write(new byte[BLOCK]);
                    out.flush();
                    throw new IllegalStateException("the rest is not to be had");
                }));
        router.get("//early", "Fails before anything was sent.")
                .by(Access.everyone())
                .streams("text/plain")
                .handle(_ -> Reply.stream("text/plain", StreamTest::refuse).with("Content-Disposition", "attachment"));
        Config config = Config.of(Map.of(
                "http.port", "0",
                "db.url", "jdbc:postgresql://127.0.0.1:1/none",
                "session.secret", "a secret for tests, longer than 32 characters",
                "seal.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        http = new HttpApi(config.http(), router, nobody(), (_, _, _, _) -> {}, new Random(1), (_, _, _, _) -> {});
        http.start();
        client = HttpClient.newHttpClient();
    }

    private static Admission nobody() {
        return new Admission(never(), never(), never(), new Gate() {
            @Override
            public void toNetwork(Caller caller, NetworkId network, Access access) {
                throw new Refused.NotFound();
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

    private static <C extends Caller> Authenticator<C> never() {
        return (_, _) -> {
            throw Refused.Unauthenticated.missing("unauthenticated", "Nobody gets in here.");
        };
    }

    @AfterAll
    static void stop() {
        client.close();
        http.close();
    }

    @Test
    void aBodyOfAnyLengthGoesThrough() throws Exception {
        HttpResponse<InputStream> response = client.send(get("/long"), HttpResponse.BodyHandlers.ofInputStream());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(response.headers().firstValue("Content-Disposition")).hasValue("attachment");
        try (InputStream body = response.body()) {
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo((long) BLOCK * BLOCKS);
        }
    }

    @Test
    void aBodyThatFailsInTheMiddleIsSeenToBeCut() {
        assertThatThrownBy(() -> client.send(get("/broken"), HttpResponse.BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aBodyThatFailsBeforeItBeginsIsAProblem() throws Exception {
        HttpResponse<String> response = client.send(get("/early"), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(response.body()).startsWith("{").contains("\"code\":\"away\"");
    }

    private static void refuse(OutputStream out) throws IOException {
        out.write(new byte[10]);
        throw new Refused.Unavailable("away", "It is away.", Duration.ofSeconds(1));
    }

    private static HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .build();
    }
}
