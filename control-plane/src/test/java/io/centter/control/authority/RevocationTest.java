package io.centter.control.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.authority.AuthorityFixture.Agent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tokens that are ended before their time.
final class RevocationTest {
    private static AuthorityFixture here;
    private static Agent linda;
    private static Agent crm;

    @BeforeAll
    static void start() {
        here = new AuthorityFixture();
        linda = here.agent("Linda");
        crm = here.agent("Crm", "crm");
    }

    @AfterAll
    static void stop() {
        here.close();
    }

    @Test
    void aRevokedTokenIsOverAtOnceAndASecondTimeChangesNothing() {
        String token = here.token(linda, here.network());
        assertThat(here.presence(token)).isEqualTo(200);

        Api.Answer first = revoke(here.owner, Map.of("token", token, "reason", "leaked"));
        Api.Answer second = revoke(here.owner, Map.of("token", token));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(here.active(token)).isFalse();
        assertThat(here.presence(token)).isEqualTo(401);
        assertThat(reasons(first.text("jti"))).containsExactly("leaked");
    }

    @Test
    void aPersonRevokesByItsIdAlone() {
        String token = here.token(linda, crm.id());
        String jti = AuthorityFixture.claims(token).path("jti").asText();

        assertThat(revoke(here.owner, Map.of("jti", jti)).status()).isEqualTo(200);
        assertThat(here.active(token)).isFalse();
    }

    @Test
    void anAgentRevokesItsOwnTokensByShowingThem() {
        String token = here.token(linda, crm.id());
        String jti = AuthorityFixture.claims(token).path("jti").asText();
        Api asLinda = here.plane.api().with("X-Agent-Key", linda.key());
        Api asCrm = here.plane.api().with("X-Agent-Key", crm.key());

        assertThat(revoke(asCrm, Map.of("token", token)).code()).isEqualTo("not-your-token");
        assertThat(revoke(asLinda, Map.of("jti", jti)).code()).isEqualTo("token-needed");
        assertThat(here.active(token)).isTrue();
        assertThat(revoke(asLinda, Map.of("token", token)).status()).isEqualTo(200);
        assertThat(here.active(token)).isFalse();
    }

    @Test
    void othersRevokeAndAskNothing() {
        String token = here.token(linda, crm.id());
        Api viewer = here.plane.person("viewer@example.com");
        here.owner.post(here.path() + "/members", Map.of("email", "viewer@example.com", "role", "viewer"));

        assertThat(revoke(viewer, Map.of("token", token)).status()).isEqualTo(403);
        assertThat(revoke(here.stranger, Map.of("token", token)).status()).isEqualTo(404);
        assertThat(revoke(here.plane.api(), Map.of("token", token)).status()).isEqualTo(401);
        assertThat(here.stranger
                        .post(here.path() + "/auth/introspect", Map.of("token", token))
                        .status())
                .isEqualTo(404);
        assertThat(here.plane
                        .api()
                        .post(here.path() + "/auth/introspect", Map.of("token", token))
                        .status())
                .isEqualTo(401);
        assertThat(revoke(here.owner, Map.of()).pointer()).isEqualTo("/token");
        assertThat(revoke(here.owner, Map.of("token", "nonsense")).code()).isEqualTo("token-invalid");
        assertThat(revoke(here.owner, Map.of("jti", "nonsense")).status()).isEqualTo(422);
        assertThat(here.active(token)).isTrue();
    }

    @Test
    void aTokenEndsWithItsAgent() {
        Agent leaving = here.agent("Leaving");
        String token = here.token(leaving, here.network());
        assertThat(here.presence(token)).isEqualTo(200);

        here.owner.with("If-Match", "*").delete("/agents/" + leaving.id());

        assertThat(here.presence(token)).isEqualTo(401);
        assertThat(here.active(token)).isFalse();
    }

    private static List<String> reasons(String jti) {
        return here.plane
                .sql()
                .withHandle(handle -> handle.select(
                                "SELECT reason FROM audit_log WHERE action = 'token.revoke' AND target = ?",
                                "token:" + jti)
                        .mapTo(String.class)
                        .list());
    }

    private static Api.Answer revoke(Api by, Map<String, String> body) {
        return by.post(here.path() + "/auth/revoke", body);
    }
}
