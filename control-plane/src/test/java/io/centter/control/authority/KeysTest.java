package io.centter.control.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.authority.AuthorityFixture.Agent;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys, their rotation, and the sets in which they are shown.
final class KeysTest {
    private AuthorityFixture here;
    private Agent linda;
    private Agent crm;

    @BeforeEach
    void start() {
        here = new AuthorityFixture();
        linda = here.agent("Linda");
        crm = here.agent("Crm", "crm");
    }

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void theNextKeyIsShownBeforeItSigns() {
        Api.Answer set = here.plane.api().get(here.path() + "/jwks.json");

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.header("Cache-Control")).isEqualTo("public, max-age=600");
        assertThat(kids(set)).hasSize(2);
        set.json().path("keys").forEach(key -> {
            assertThat(key.path("kty").asText()).isEqualTo("EC");
            assertThat(key.path("crv").asText()).isEqualTo("P-256");
            assertThat(key.path("alg").asText()).isEqualTo("ES256");
            assertThat(key.has("d")).isFalse();
        });
        assertThat(here.plane
                        .api()
                        .with("If-None-Match", set.header("ETag"))
                        .get(here.path() + "/jwks.json")
                        .status())
                .isEqualTo(304);
        String next = keys("next").getFirst().path("kid").asText();
        here.owner.post(here.path() + "/keys/rotate");
        String token = here.token(linda, crm.id());
        assertThat(AuthorityFixture.kid(token)).isEqualTo(next);
        assertThat(kids(set)).contains(next);
    }

    @Test
    void aRotatedKeyIsShownUntilItsLastTokenIsOver() {
        String before = here.token(linda, crm.id());
        assertThat(here.owner.post(here.path() + "/keys/rotate").status()).isEqualTo(200);
        String after = here.token(linda, crm.id());

        assertThat(AuthorityFixture.kid(after)).isNotEqualTo(AuthorityFixture.kid(before));
        assertThat(here.active(before)).isTrue();
        assertThat(here.active(after)).isTrue();
        assertThat(verifies(before)).isTrue();
        here.clock.move(Duration.ofMinutes(60));
        assertThat(shown()).contains(AuthorityFixture.kid(before));
        here.clock.move(Duration.ofMinutes(11));
        assertThat(shown()).doesNotContain(AuthorityFixture.kid(before)).hasSize(2);
        assertThat(kids(here.plane.api().get("//.well-known/jwks.json"))).hasSize(2);

        assertThat(letGo()).isEqualTo(1);
        assertThat(keys("gone")).hasSize(1);
        assertThat(sealed()).isEqualTo(2);
    }

    @Test
    void twoRotationsInARowLoseNoToken() {
        String first = here.token(linda, crm.id());
        here.owner.post(here.path() + "/keys/rotate");
        String second = here.token(linda, crm.id());
        here.owner.post(here.path() + "/keys/rotate");
        String third = here.token(linda, crm.id());

        assertThat(List.of(first, second, third)).allMatch(here::active).allMatch(this::verifies);
        assertThat(shown()).hasSize(4);
        assertThat(keys("retiring")).hasSize(2);
        assertThat(keys("active")).hasSize(1);
    }

    @Test
    void whileKeysRotateEveryTokenVerifies() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread rotating = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 8; i++) {
                here.owner.post(here.path() + "/keys/rotate");
            }
            done.set(true);
        });
        int verified = 0;
        while (!done.get() || verified < 20) {
            String token = here.token(linda, crm.id());
            assertThat(here.active(token)).isTrue();
            assertThat(verifies(token)).isTrue();
            verified++;
        }
        rotating.join();
        assertThat(keys("retiring")).hasSize(8);
    }

    @Test
    void anEmergencyEndsEveryTokenAtOnce() {
        String before = here.token(linda, crm.id());
        String api = here.token(linda, here.network());
        assertThat(here.presence(api)).isEqualTo(200);
        assertThat(here.owner
                        .post(here.path() + "/keys/rotate", Map.of("emergency", true))
                        .pointer())
                .isEqualTo("/reason");

        Api.Answer rotated =
                here.owner.post(here.path() + "/keys/rotate", Map.of("emergency", true, "reason", "laptop stolen"));

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.json().path("ended")).hasSize(2);
        assertThat(here.active(before)).isFalse();
        assertThat(here.presence(api)).isEqualTo(401);
        assertThat(shown()).doesNotContain(AuthorityFixture.kid(before)).hasSize(2);
        assertThat(here.active(here.token(linda, crm.id()))).isTrue();
        assertThat(sealed()).isEqualTo(2);
    }

    @Test
    void aRepeatedRotationRotatesOnce() {
        Api keyed = here.owner.with("Idempotency-Key", "once");

        Api.Answer first = keyed.post(here.path() + "/keys/rotate");
        Api.Answer second = keyed.post(here.path() + "/keys/rotate");

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(keys("retiring")).hasSize(1);
    }

    @Test
    void keysAreForMembersAndTheirPrivateHalvesForNobody() {
        here.token(linda, crm.id());
        Api viewer = here.plane.person("viewer@example.com");
        here.owner.post(here.path() + "/members", Map.of("email", "viewer@example.com", "role", "viewer"));

        Api.Answer list = viewer.get(here.path() + "/keys?limit=1");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().toString()).doesNotContain("sealed", "private", "\"d\"");
        Api.Answer rest = viewer.get(here.path() + "/keys?limit=1&cursor=" + list.text("next_cursor"));
        assertThat(List.of(
                        list.json().at("/items/0/status").asText(),
                        rest.json().at("/items/0/status").asText()))
                .containsExactlyInAnyOrder("next", "active");
        assertThat(rest.json().has("next_cursor")).isFalse();
        assertThat(viewer.post(here.path() + "/keys/rotate").status()).isEqualTo(403);
        assertThat(here.stranger.get(here.path() + "/keys").status()).isEqualTo(404);
        assertThat(here.stranger.post(here.path() + "/keys/rotate").status()).isEqualTo(404);
        assertThat(here.plane.api().get(here.path() + "/keys").status()).isEqualTo(401);
        assertThat(here.plane
                        .api()
                        .get("/networks/" + UUID.randomUUID() + "/jwks.json")
                        .status())
                .isEqualTo(404);
        assertThat(here.owner
                        .post(here.path() + "/keys/rotate", Map.of("emergency", "yes"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aPrivateKeyOpensOnlyInItsOwnPlace() {
        here.token(linda, crm.id());
        String other = here.owner.post("/networks", Map.of("name", "Other")).text("id");
        Agent there = here.agent(here.owner, other, "There");
        here.plane.api().get("/networks/" + other + "/jwks.json");

        here.run("""
                UPDATE authority_keys SET sealed_private = (SELECT sealed_private FROM authority_keys
                    WHERE network_id = ? AND status = 'active') WHERE network_id = ? AND status = 'next'
                """, UUID.fromString(here.network), UUID.fromString(other));
        here.owner.post("/networks/" + other + "/keys/rotate");

        Api.Answer answer = here.plane
                .api()
                .post("/networks/" + other + "/auth/token", here.request(there, "urn:centter:network:" + other));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text("detail")).doesNotContain("seal");
    }

    /// How many private halves are kept.
    private int sealed() {
        return here.plane
                .sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM authority_keys WHERE sealed_private IS NOT NULL")
                        .mapTo(Integer.class)
                        .one());
    }

    /// What housekeeping does.
    private int letGo() {
        try (Database database = new Database(
                Config.of(TestPlane.settings(here.plane.database(), Map.of())).db())) {
            database.start();
            Instant now = here.clock.instant();
            return database.transaction(handle -> AuthoritySql.of(handle).letGo(now.minus(Timeline.RETIRING), now));
        }
    }

    private boolean verifies(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String set = here.plane.api().get(here.path() + "/jwks.json").json().toString();
            return jwt.verify(new ECDSAVerifier(
                    JWKSet.parse(set).getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<String> shown() {
        return kids(here.plane.api().get(here.path() + "/jwks.json"));
    }

    private static List<String> kids(Api.Answer set) {
        return set.json().path("keys").findValuesAsText("kid");
    }

    private List<JsonNode> keys(String status) {
        return here.owner
                .get(here.path() + "/keys")
                .json()
                .path("items")
                .valueStream()
                .filter(key -> key.path("status").asText().equals(status))
                .toList();
    }
}
