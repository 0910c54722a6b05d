package io.centter.control.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpServer;
import io.centter.control.Api;
import io.centter.control.authority.AuthorityFixture.Agent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tokens that are not what they say, and good ones in the wrong place.
final class ForgeryTest {
    private static AuthorityFixture here;
    private static Agent linda;
    private static String good;
    private static ECKey own;

    @BeforeAll
    static void start() throws Exception {
        here = new AuthorityFixture();
        linda = here.agent("Linda");
        good = here.token(linda, here.network());
        own = new ECKeyGenerator(Curve.P_256).keyID(AuthorityFixture.kid(good)).generate();
    }

    @AfterAll
    static void stop() {
        here.close();
    }

    @Test
    void aGoodTokenIsAnAgentAtTheApi() {
        String fresh = here.token(linda, here.network());

        assertThat(here.presence(fresh)).isEqualTo(200);
        assertThat(here.plane
                        .api()
                        .as(fresh)
                        .post(here.path() + "/auth/introspect", Map.of("token", fresh))
                        .json()
                        .path("sub")
                        .asText())
                .isEqualTo(linda.id());
    }

    @Test
    void whatIsNotSignedByOurKeyIsNothing() throws Exception {
        String payload = good.split("\\.", -1)[1];
        byte[] publicKey = here.plane
                .api()
                .get(here.path() + "/jwks.json")
                .json()
                .path("keys")
                .path(0)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("alg none", b64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + payload + ".");
        forged.put("alg None", b64("{\"alg\":\"None\",\"typ\":\"at+jwt\"}") + "." + payload + ".");
        forged.put("own key, our kid", sign(header().build(), new ECDSASigner(own), claims()));
        forged.put("embedded jwk", sign(header().jwk(own.toPublicJWK()).build(), new ECDSASigner(own), claims()));
        forged.put(
                "HS256 with the public key",
                sign(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType("at+jwt"))
                                .keyID(AuthorityFixture.kid(good))
                                .build(),
                        new MACSigner(publicKey),
                        claims()));
        forged.put("zero signature", cut(good) + "." + Base64URL.encode(new byte[64]));
        forged.put("no signature", cut(good) + ".");
        ObjectNode other = claims();
        other.put("sub", "0123456789ab");
        forged.put(
                "other payload",
                good.split("\\.", -1)[0] + "." + b64(other.toString()) + "." + good.split("\\.", -1)[2]);
        forged.put("nonsense", "a.b.c");
        forged.put("five parts", "a.b.c.d.e");

        forged.forEach((name, token) -> {
            assertThat(here.active(token)).as(name).isFalse();
            assertThat(here.presence(token)).as(name).isEqualTo(401);
        });
    }

    @Test
    void aKeyIsNeverFetchedFromWhereATokenSays() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer thief = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        thief.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] set = ("{\"keys\":[" + own.toPublicJWK() + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
        });
        thief.start();
        try {
            URI there = URI.create("http://127.0.0.1:" + thief.getAddress().getPort() + "/jwks.json");
            for (JWSHeader header : List.of(
                    header().jwkURL(there).build(), header().x509CertURL(there).build())) {
                String token = sign(header, new ECDSASigner(own), claims());
                assertThat(here.active(token)).isFalse();
                assertThat(here.presence(token)).isEqualTo(401);
            }
            assertThat(asked).hasValue(0);
        } finally {
            thief.stop(0);
        }
    }

    @Test
    void aKidIsANameAndNothingElse() throws Exception {
        for (String kid : List.of("../../dev/null", "' OR 1=1--", "k".repeat(4_000), "", "*")) {
            String token = sign(header().keyID(kid).build(), new ECDSASigner(own), claims());
            assertThat(here.active(token)).as(kid).isFalse();
            assertThat(here.presence(token)).as(kid).isEqualTo(401);
        }
        String huge = sign(header().keyID("k".repeat(10_000)).build(), new ECDSASigner(own), claims());
        assertThat(here.active(huge)).isFalse();
        // No header is that large.
        assertThat(here.presence(huge)).isEqualTo(431);
        String without = sign(header().keyID(null).build(), new ECDSASigner(own), claims());
        assertThat(here.active(without)).isFalse();
        assertThat(here.presence(without)).isEqualTo(401);
    }

    @Test
    void aSessionIsNoTokenAndATokenNoSession() {
        Api.Answer session = here.plane
                .api()
                .post("/auth/login", Map.of("email", "owner@example.com", "password", "correct horse battery"));

        assertThat(here.active(session.text("token"))).isFalse();
        String fresh = here.token(linda, here.network());
        assertThat(here.plane.api().as(fresh).get("/networks").status()).isEqualTo(401);
        assertThat(here.plane.api().as(fresh).get(here.path() + "/keys").status())
                .isEqualTo(401);
    }

    @Test
    void aTokenIsGoodOnlyWhereItIsMeantFor() {
        String fresh = here.token(linda, here.network());
        String elsewhere = here.owner.post("/networks", Map.of("name", "Other")).text("id");
        String forAgent = here.token(linda, linda.id());

        assertThat(here.plane
                        .api()
                        .as(fresh)
                        .get("/networks/" + elsewhere + "/presence")
                        .status())
                .isEqualTo(404);
        assertThat(here.presence(forAgent)).isEqualTo(401);
        assertThat(here.owner
                        .post("/networks/" + elsewhere + "/auth/introspect", Map.of("token", fresh))
                        .json()
                        .path("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void timesAreCheckedWithAnAllowanceOfThirtySeconds() {
        String token = here.token(linda, here.network());
        here.clock.move(Duration.ofSeconds(-29));
        assertThat(here.presence(token)).isEqualTo(200);
        here.clock.move(Duration.ofSeconds(-2));
        assertThat(here.presence(token)).isEqualTo(401);
        here.clock.move(Duration.ofMinutes(61));
        assertThat(here.presence(token)).isEqualTo(200);
        here.clock.move(Duration.ofSeconds(2));
        assertThat(here.presence(token)).isEqualTo(401);
        assertThat(here.active(token)).isFalse();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(AuthorityFixture.kid(good));
    }

    private static ObjectNode claims() {
        return AuthorityFixture.claims(here.token(linda, here.network()));
    }

    private static String sign(JWSHeader header, JWSSigner signer, ObjectNode claims) throws Exception {
        JWSObject jws = new JWSObject(header, new Payload(claims.toString()));
        jws.sign(signer);
        return jws.serialize();
    }

    private static String cut(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String b64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
