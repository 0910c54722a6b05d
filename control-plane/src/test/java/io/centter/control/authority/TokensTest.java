package io.centter.control.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.authority.AuthorityFixture.Agent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who gets which token.
final class TokensTest {
    private static AuthorityFixture here;
    private static Agent linda;
    private static Agent crm;

    @BeforeAll
    static void start() {
        here = new AuthorityFixture();
        linda = here.agent("Linda");
        crm = here.agent("Crm", "crm", "mail");
        here.grant(linda, "skill:execute:*", "skill:read:crm", "infra:*");
    }

    @AfterAll
    static void stop() {
        here.close();
    }

    @Test
    void aTokenSaysWhoForWhomWhatAndHowLong() {
        Api.Answer answer = here.ask(linda, crm.id(), "skill:execute:crm", "infra:deploy:prod");

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asLong()).isEqualTo(3600);
        assertThat(answer.json().path("scopes_dropped")).isEmpty();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode claims = AuthorityFixture.claims(answer.text("token"));
        assertThat(claims.path("iss").asText()).isEqualTo(here.network());
        assertThat(claims.path("sub").asText()).isEqualTo(linda.id());
        assertThat(claims.path("aud").asText()).isEqualTo(crm.id());
        assertThat(AuthorityFixture.texts(claims.path("scopes")))
                .containsExactly("infra:deploy:prod", "skill:execute:crm");
        assertThat(claims.path("scope").asText()).isEqualTo("infra:deploy:prod skill:execute:crm");
        assertThat(UUID.fromString(claims.path("jti").asText()).version()).isEqualTo(7);
        long now = here.clock.instant().getEpochSecond();
        assertThat(claims.path("iat").asLong()).isEqualTo(now);
        assertThat(claims.path("nbf").asLong()).isEqualTo(now);
        assertThat(claims.path("exp").asLong()).isEqualTo(now + 3600);
        assertThat(claims.has("act")).isFalse();
        assertThat(claims.toString()).doesNotContain("127.0.0.1");
    }

    @Test
    void scopesThatAreNotGrantedAreDroppedByNameAndReason() {
        here.permit(linda, "revoke", "skill:execute:mail/delete");
        here.heard(linda);

        Api.Answer answer = here.ask(
                linda, crm.id(), "skill:execute:crm", "skill:execute:billing", "newsletter:send", "skill:read:*");

        assertThat(AuthorityFixture.texts(answer.json().path("scopes_granted")))
                .containsExactly("skill:execute:crm", "skill:read:crm");
        Map<String, String> dropped = new HashMap<>();
        answer.json().path("scopes_dropped").forEach(one -> {
            dropped.put(one.path("scope").asText(), one.path("reason").asText());
            assertThat(one.path("detail").asText()).isNotBlank();
        });
        assertThat(dropped)
                .isEqualTo(Map.of(
                        "skill:execute:billing", "target-lacks-skill",
                        "newsletter:send", "not-granted",
                        "skill:read:*", "narrowed"));
    }

    @Test
    void whereNothingIsGrantedThereIsNoToken() {
        Api.Answer refused = here.ask(linda, crm.id(), "newsletter:send", "skill:execute:billing");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("no-scope-granted");
        assertThat(refused.json().path("errors").findValuesAsText("code"))
                .containsExactly("not-granted", "target-lacks-skill");
        assertThat(refused.json().path("errors").findValuesAsText("pointer")).containsExactly("/scopes/0", "/scopes/1");
    }

    @Test
    void scopesAreAskedForByNameAndAnEmptyListProvesOnlyWhoOneIs() {
        Map<String, Object> without = here.request(linda, crm.id());
        without.remove("scopes");
        Api.Answer missing = here.plane.api().post(here.path() + "/auth/token", without);
        Api.Answer none = here.ask(linda, crm.id());
        Api.Answer nonsense = here.ask(linda, crm.id(), "skill execute");

        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.pointer()).isEqualTo("/scopes");
        assertThat(none.status()).isEqualTo(200);
        assertThat(AuthorityFixture.claims(none.text("token")).path("scopes")).isEmpty();
        assertThat(nonsense.status()).isEqualTo(422);
        assertThat(here.ask(linda, "everyone").pointer()).isEqualTo("/audience");
        String[] many =
                IntStream.range(0, 65).mapToObj(i -> "infra:deploy:n" + i).toArray(String[]::new);
        assertThat(here.ask(linda, crm.id(), many).pointer()).isEqualTo("/scopes");
    }

    @Test
    void whoeverIsNotTheAgentGetsOneAnswer() {
        Api.Answer wrongKey = here.ask(new Agent(linda.id(), crm.key()), crm.id(), "infra:*");
        Agent gone = here.agent("Gone");
        here.owner.with("If-Match", "*").delete("/agents/" + gone.id());
        String foreign =
                here.stranger.post("/networks", Map.of("name", "Other")).text("id");
        Agent outside = here.agent(here.stranger, foreign, "Outside");

        List<Api.Answer> answers = List.of(
                wrongKey,
                here.ask(new Agent("0123456789ab", linda.key()), crm.id(), "infra:*"),
                here.ask(new Agent(linda.id(), "nonsense"), crm.id(), "infra:*"),
                here.ask(gone, crm.id(), "infra:*"),
                here.ask(outside, crm.id(), "infra:*"),
                here.plane
                        .api()
                        .post(
                                "/networks/" + UUID.randomUUID() + "/auth/token",
                                here.request(linda, crm.id(), "infra:*")));

        for (Api.Answer answer : answers) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("invalid-credentials");
            assertThat(answer.text("detail")).isEqualTo(wrongKey.text("detail"));
            assertThat(answer.header("WWW-Authenticate"))
                    .isEqualTo("Bearer realm=\"centter\", error=\"invalid_token\"");
        }
    }

    @Test
    void theAudienceIsAnUnlockedAgentOfTheSameNetwork() {
        String foreign =
                here.stranger.post("/networks", Map.of("name", "Other")).text("id");
        Agent outside = here.agent(here.stranger, foreign, "Outside");
        Agent locked = here.agent("Locked", "crm");
        here.run("UPDATE agents SET locked_at = now() WHERE id = ?", locked.id());
        here.heard(linda);

        assertThat(here.ask(linda, outside.id(), "infra:*").code()).isEqualTo("audience-unknown");
        assertThat(here.ask(linda, "0123456789ab", "infra:*").code()).isEqualTo("audience-unknown");
        assertThat(here.ask(linda, "urn:centter:network:" + foreign, "infra:*").code())
                .isEqualTo("audience-unknown");
        assertThat(here.ask(linda, locked.id(), "infra:*").code()).isEqualTo("audience-locked");
        Api.Answer asking = here.ask(locked, crm.id());
        assertThat(asking.status()).isEqualTo(403);
        assertThat(asking.code()).isEqualTo("agent-locked");
    }

    @Test
    void aRotatedKeyGetsTokensUntilItsOverlapIsOver() {
        Agent agent = here.agent("Rotating");
        String fresh = here.owner
                .post("/agents/" + agent.id() + "/api-key/rotate", Map.of("overlap_seconds", 60))
                .text("api_key");

        assertThat(here.ask(agent, crm.id()).status()).isEqualTo(200);
        assertThat(here.ask(new Agent(agent.id(), fresh), crm.id()).status()).isEqualTo(200);
        here.clock.move(Duration.ofSeconds(61));
        assertThat(here.ask(agent, crm.id()).status()).isEqualTo(401);
        assertThat(here.ask(new Agent(agent.id(), fresh), crm.id()).status()).isEqualTo(200);
    }

    @Test
    void aLostRightIsGoneFromATokenAtOnce() {
        Agent agent = here.agent("Losing");
        here.grant(agent, "skill:execute:crm", "infra:deploy");
        String token = here.token(agent, crm.id(), "skill:execute:crm", "infra:deploy");
        assertThat(here.introspect(token).path("scope").asText()).isEqualTo("infra:deploy skill:execute:crm");

        here.permit(agent, "revoke", "infra:deploy");
        here.heard(agent);

        assertThat(here.introspect(token).path("active").asBoolean()).isTrue();
        assertThat(here.introspect(token).path("scope").asText()).isEqualTo("skill:execute:crm");
    }

    @Test
    void everyTokenAndEveryRefusalIsInTheAuditLog() {
        Agent agent = here.agent("Audited");
        String jti =
                AuthorityFixture.claims(here.token(agent, crm.id())).path("jti").asText();
        here.ask(agent, "0123456789ab");
        here.ask(new Agent(agent.id(), "wrong"), crm.id());

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(lines("agent:" + agent.id(), "token.issue")).anyMatch(line -> line.contains(jti));
            assertThat(lines("agent:" + agent.id(), "token.refuse"))
                    .anyMatch(line -> line.contains("audience-unknown"));
            assertThat(lines("nobody", "token.refuse")).anyMatch(line -> line.contains("invalid-credentials"));
        });
        assertThat(lines("agent:" + agent.id(), "token.issue").toString()).doesNotContain(agent.key());
    }

    private static List<String> lines(String actor, String action) {
        return here.plane
                .sql()
                .withHandle(handle -> handle.select(
                                "SELECT after::text FROM audit_log WHERE actor = ? AND action = ?", actor, action)
                        .mapTo(String.class)
                        .list());
    }
}
