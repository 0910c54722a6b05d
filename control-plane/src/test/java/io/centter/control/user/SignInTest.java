package io.centter.control.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String CHALLENGE = "Bearer realm=\"centter\"";
    private static TestPlane plane;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void whoRegistersIsSignedIn() {
        Api.Answer session = register("linda@example.com", PASSWORD);

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.json().path("user").path("email").asText()).isEqualTo("linda@example.com");
        assertThat(Instant.parse(session.text("expires_at")))
                .isAfter(Instant.now().plusSeconds(6 * 24 * 3600));
        Api.Answer me = plane.api().as(session.text("token")).get("/auth/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("name")).isEqualTo("Somebody");
    }

    @Test
    void anAddressRegistersOnceWhateverItsCase() {
        register("twice@example.com", PASSWORD);

        Api.Answer second = register("Twice@Example.com", PASSWORD);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("email-taken");
    }

    @Test
    void aPasswordThatBcryptWouldCutIsRefused() {
        Api.Answer refused = register("long@example.com", "é".repeat(37));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("password-too-long");
        assertThat(refused.pointer()).isEqualTo("/password");
        assertThat(register("exact@example.com", "é".repeat(36)).status()).isEqualTo(201);
        assertThat(login("exact@example.com", "é".repeat(36)).status()).isEqualTo(200);
        assertThat(login("exact@example.com", "é".repeat(37)).status()).isEqualTo(401);
    }

    @Test
    void aShortPasswordIsRefused() {
        assertThat(register("short@example.com", "12345678901").code()).isEqualTo("password-too-short");
    }

    @Test
    void wrongPasswordAndUnknownPersonGetTheSameAnswer() {
        register("known@example.com", PASSWORD);

        Api.Answer wrong = login("known@example.com", "not the password");
        Api.Answer unknown = login("unknown@example.com", PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.code()).isEqualTo(wrong.code());
        assertThat(unknown.text("detail")).isEqualTo(wrong.text("detail"));
        // A password is no token.
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo(CHALLENGE);
    }

    @Test
    void whoShowsNothingIsToldOfNoErrorAndWhoShowsWhatIsOverIs() {
        register("challenged@example.com", PASSWORD);
        Api over = plane.api().as(login("challenged@example.com", PASSWORD).text("token"));
        assertThat(over.post("/auth/logout").status()).isEqualTo(204);

        for (Api shown : List.of(over, plane.api().as("garbled"))) {
            Api.Answer refused = shown.get("/auth/me");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).isEqualTo(CHALLENGE + ", error=\"invalid_token\"");
        }
        for (Api none : List.of(plane.api(), plane.api().with("Authorization", "Basic YTpi"))) {
            Api.Answer refused = none.get("/auth/me");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).isEqualTo(CHALLENGE);
        }
    }

    @Test
    void aSessionEndsByLogoutAndOnlyThatOne() {
        register("out@example.com", PASSWORD);
        Api first = plane.api().as(login("out@example.com", PASSWORD).text("token"));
        Api second = plane.api().as(login("out@example.com", PASSWORD).text("token"));

        assertThat(first.post("/auth/logout").status()).isEqualTo(204);

        assertThat(first.get("/auth/me").code()).isEqualTo("session-invalid");
        assertThat(second.get("/auth/me").status()).isEqualTo(200);
    }

    @Test
    void aNewPasswordEndsAllOtherSessions() {
        register("change@example.com", PASSWORD);
        Api changing = plane.api().as(login("change@example.com", PASSWORD).text("token"));
        Api other = plane.api().as(login("change@example.com", PASSWORD).text("token"));

        Api.Answer changed = changing.post(
                "/auth/password", Map.of("current_password", PASSWORD, "new_password", "another good password"));

        assertThat(changed.status()).isEqualTo(204);
        assertThat(changing.get("/auth/me").status()).isEqualTo(200);
        assertThat(other.get("/auth/me").status()).isEqualTo(401);
        assertThat(login("change@example.com", PASSWORD).status()).isEqualTo(401);
        Api.Answer again = login("change@example.com", "another good password");
        assertThat(plane.api().as(again.text("token")).get("/auth/me").status()).isEqualTo(200);
    }

    @Test
    void theCurrentPasswordIsNeededToChangeIt() {
        Api me = plane.person("current@example.com");

        Api.Answer refused = me.post(
                "/auth/password",
                Map.of("current_password", "wrong password", "new_password", "another good password"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointer()).isEqualTo("/current_password");
        assertThat(login("current@example.com", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aNameCanBeChanged() {
        Api me = plane.person("name@example.com");

        assertThat(me.patch("/auth/me", Map.of("name", "  Linda  ")).text("name"))
                .isEqualTo("Linda");
        assertThat(me.patch("/auth/me", Map.of("name", "Linda", "email", "x@example.com"))
                        .code())
                .isEqualTo("unknown-field");
    }

    @Test
    void forgedSessionsAreRefused() throws JOSEException {
        Api.Answer session = register("forged@example.com", PASSWORD);
        String user = session.json().path("user").path("id").asText();
        String secret = "a secret for tests, longer than 32 characters";
        Date soon = Date.from(Instant.now().plusSeconds(600));
        JWTClaimsSet good = new JWTClaimsSet.Builder()
                .issuer("centter")
                .subject(user)
                .jwtID(session(session.text("token")))
                .issueTime(Date.from(Instant.now()))
                .expirationTime(soon)
                .build();

        assertRefused(new PlainJWT(good).serialize());
        assertRefused(signed(good, JWSAlgorithm.HS256, "centter-session+jwt", "another secret that is long enough"));
        assertRefused(signed(good, JWSAlgorithm.HS256, "at+jwt", secret));
        assertRefused(signed(good, JWSAlgorithm.HS256, "", secret));
        JWTClaimsSet expired = new JWTClaimsSet.Builder(good)
                .expirationTime(Date.from(Instant.now().minusSeconds(1)))
                .build();
        assertRefused(signed(expired, JWSAlgorithm.HS256, "centter-session+jwt", secret));
        JWTClaimsSet other = new JWTClaimsSet.Builder(good).issuer("somebody").build();
        assertRefused(signed(other, JWSAlgorithm.HS256, "centter-session+jwt", secret));
        JWTClaimsSet nobody = new JWTClaimsSet.Builder(good).subject("*").build();
        assertRefused(signed(nobody, JWSAlgorithm.HS256, "centter-session+jwt", secret));
        assertRefused("not.a.token");
        assertRefused("");
        assertThat(plane.api()
                        .as(signed(good, JWSAlgorithm.HS256, "centter-session+jwt", secret))
                        .get("/auth/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutASessionTheAnswerSaysWhatIsNeeded() {
        Api.Answer refused = plane.api().get("/auth/me");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("unauthenticated");
        assertThat(refused.text("detail")).contains("Authorization: Bearer");
        assertThat(plane.api()
                        .with("Authorization", "Basic eDp5")
                        .get("/auth/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void onlyTheFirstPersonMayRegisterWhereRegistrationIsClosed() {
        try (TestPlane closed = TestPlane.start(Map.of("http.open_registration", "false"))) {
            Map<String, String> first = Map.of("email", "a@example.com", "password", PASSWORD, "name", "A");
            Map<String, String> second = Map.of("email", "b@example.com", "password", PASSWORD, "name", "B");

            assertThat(closed.api().post("/auth/register", first).status()).isEqualTo(201);
            Api.Answer refused = closed.api().post("/auth/register", second);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("registration-closed");
        }
    }

    @Test
    void whoTriesTooOftenWaits() {
        try (TestPlane strict = TestPlane.start(Map.of("session.logins_per_minute", "3"))) {
            Map<String, String> attempt = Map.of("email", "a@example.com", "password", "guess");
            for (int i = 0; i < 3; i++) {
                Api.Answer refused = strict.api().post("/auth/login", attempt);
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"address\";q=30;w=60, \"account\";q=3;w=60");
                assertThat(refused.header("RateLimit")).matches("\"account\";r=" + (2 - i) + ";t=[1-6]?[0-9]");
            }

            Api.Answer limited = strict.api().post("/auth/login", attempt);

            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.code()).isEqualTo("too-many-requests");
            assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 20);
            assertThat(limited.text("detail")).contains("wait " + limited.header("Retry-After") + " s");
            assertThat(limited.header("RateLimit")).matches("\"account\";r=0;t=[1-6][0-9]");
            assertThat(limited.header("RateLimit-Policy")).contains("\"account\";q=3;w=60");
            Map<String, String> other = Map.of("email", "other@example.com", "password", "guess");
            assertThat(strict.api().post("/auth/login", other).status()).isEqualTo(401);
            assertThat(strict.api()
                            .post("/auth/login", Map.of("email", "A@Example.com", "password", "guess"))
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void whoTriesManyAccountsFromOneAddressWaits() {
        try (TestPlane strict = TestPlane.start(Map.of("session.logins_per_minute", "1"))) {
            int refused = 0;
            Api.Answer limited = guess(strict, "somebody@example.com");
            // Meanwhile one attempt comes back every 6 s.
            for (; limited.status() == 401 && refused < 100; refused++) {
                assertThat(limited.header("RateLimit")).startsWith("\"account\";r=0;");
                limited = guess(strict, "somebody" + refused + "@example.com");
            }

            assertThat(refused).isBetween(10, 99);
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.header("RateLimit")).startsWith("\"address\";r=0;");
            assertThat(limited.header("RateLimit-Policy")).isEqualTo("\"address\";q=10;w=60");
            assertThat(guess(strict, "somebody@example.com").status()).isEqualTo(429);
        }
    }

    @Test
    void whoHasAWholeNetworkOfIpv6HasOneShareOfIt() {
        Map<String, String> settings = Map.of("session.logins_per_minute", "1", "http.trusted_proxies", "127.0.0.1");
        try (TestPlane strict = TestPlane.start(settings)) {
            Api.Answer limited = guessFrom(strict, "2001:db8:0:1::", "somebody@example.com");
            int refused = 0;
            for (; limited.status() == 401 && refused < 100; refused++) {
                String address = "2001:db8:0:1:" + Integer.toHexString(refused) + "::" + refused;
                limited = guessFrom(strict, address, "somebody" + refused + "@example.com");
            }
            assertThat(refused).isBetween(10, 99);
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.header("RateLimit")).startsWith("\"address\";r=0;");

            assertThat(guessFrom(strict, "2001:db8:0:2::1", "neighbour@example.com")
                            .status())
                    .isEqualTo(401);
            // One of IPv4 is the same in both spellings, and nobody else's.
            for (int i = 0; i < 9; i++) {
                guessFrom(strict, i % 2 == 0 ? "203.0.113.9" : "::ffff:203.0.113.9", "four" + i + "@example.com");
            }
            Api.Answer tenth = guessFrom(strict, "[::ffff:203.0.113.9]:4711", "four@example.com");
            assertThat(tenth.header("RateLimit")).matches("\"(address|account)\";r=[01];.*");
            assertThat(guessFrom(strict, "::ffff:203.0.113.10", "five@example.com")
                            .status())
                    .isEqualTo(401);
        }
    }

    private static Api.Answer guessFrom(TestPlane strict, String address, String email) {
        return strict.api()
                .with("X-Forwarded-For", address)
                .post("/auth/login", Map.of("email", email, "password", "guess"));
    }

    private static Api.Answer guess(TestPlane strict, String email) {
        return strict.api().post("/auth/login", Map.of("email", email, "password", "guess"));
    }

    private static void assertRefused(String token) {
        assertThat(plane.api().as(token).get("/auth/me").status()).as(token).isEqualTo(401);
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String type, String secret)
            throws JOSEException {
        JWSHeader.Builder header = new JWSHeader.Builder(algorithm);
        SignedJWT token = new SignedJWT(
                type.isEmpty()
                        ? header.build()
                        : header.type(new JOSEObjectType(type)).build(),
                claims);
        token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    /// The id of a session, as its token has it.
    private static String session(String token) {
        try {
            return UUID.fromString(SignedJWT.parse(token).getJWTClaimsSet().getJWTID())
                    .toString();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Api.Answer register(String email, String password) {
        return plane.api().post("/auth/register", Map.of("email", email, "password", password, "name", "Somebody"));
    }

    private static Api.Answer login(String email, String password) {
        return plane.api().post("/auth/login", Map.of("email", email, "password", password));
    }
}
