package io.centter.control.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.authority.AuthorityFixture.Agent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tokens that are got with tokens.
final class DelegationTest {
    private static AuthorityFixture here;
    private static Agent boss;
    private static Agent helper;
    private static Agent crm;

    @BeforeAll
    static void start() {
        here = new AuthorityFixture();
        boss = here.agent("Boss");
        helper = here.agent("Second", "crm", "mail");
        crm = here.agent("Crm", "crm", "mail");
        here.grant(boss, "skill:execute:*", "infra:deploy");
        here.grant(helper, "skill:execute:crm", "infra:*", "newsletter:send");
    }

    @AfterAll
    static void stop() {
        here.close();
    }

    @Test
    void whoActsForAnotherIsNamedAndTheRightsAreThoseOfAllOfThem() {
        String given = here.token(boss, helper.id(), "skill:execute:*", "infra:deploy");

        Api.Answer answer = here.passOn(helper, given, crm.id(), "skill:execute:*", "infra:deploy", "newsletter:send");

        JsonNode claims = AuthorityFixture.claims(answer.text("token"));
        assertThat(claims.path("sub").asText()).isEqualTo(boss.id());
        assertThat(claims.at("/act/sub").asText()).isEqualTo(helper.id());
        assertThat(AuthorityFixture.texts(claims.path("scopes"))).containsExactly("infra:deploy", "skill:execute:crm");
        assertThat(answer.json().path("scopes_dropped").findValuesAsText("reason"))
                .containsExactly("not-delegated", "narrowed");
        assertThat(here.active(answer.text("token"))).isTrue();
    }

    @Test
    void nothingIsWonByPassingOn() {
        String given = here.token(boss, helper.id(), "skill:execute:mail");

        Api.Answer wider = here.passOn(helper, given, crm.id(), "skill:execute:crm", "infra:deploy", "*:*");

        assertThat(wider.code()).isEqualTo("no-scope-granted");
        assertThat(here.passOn(helper, given, crm.id(), "skill:execute:mail").code())
                .isEqualTo("no-scope-granted");
    }

    @Test
    void onlyWhomATokenIsMeantForCanPassItOnAndNotToTheApi() {
        String given = here.token(boss, helper.id(), "infra:deploy");

        assertThat(here.passOn(crm, given, helper.id(), "infra:deploy").code()).isEqualTo("subject-token-invalid");
        assertThat(here.passOn(boss, given, helper.id(), "infra:deploy").code()).isEqualTo("subject-token-invalid");
        assertThat(here.passOn(helper, given + "x", crm.id(), "infra:deploy").code())
                .isEqualTo("subject-token-invalid");
        assertThat(here.passOn(helper, given, here.network(), "infra:deploy").code())
                .isEqualTo("audience-not-delegable");
    }

    @Test
    void itEndsWithTheTokenItCameFromAndNotLater() {
        String given = here.token(boss, helper.id(), "infra:deploy");
        here.clock.move(Duration.ofMinutes(30));
        String passed = here.passOn(helper, given, crm.id(), "infra:deploy").text("token");
        assertThat(AuthorityFixture.claims(passed).path("exp"))
                .isEqualTo(AuthorityFixture.claims(given).path("exp"));

        assertThat(here.owner
                        .post(here.path() + "/auth/revoke", Map.of("token", given))
                        .status())
                .isEqualTo(200);

        assertThat(here.active(given)).isFalse();
        assertThat(here.active(passed)).isFalse();
        assertThat(here.passOn(helper, given, crm.id(), "infra:deploy").code()).isEqualTo("subject-token-invalid");
    }

    @Test
    void theChainHasAnEndAndEveryOneInItMustBeAbleToAct() {
        List<Agent> chain = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Agent one = here.agent("Link " + i);
            here.permit(one, "grant", "infra:deploy");
            chain.add(one);
        }
        here.heard(chain.getLast());
        String token = here.token(boss, chain.getFirst().id(), "infra:deploy");
        for (int i = 0; i < 5; i++) {
            Api.Answer next = here.passOn(chain.get(i), token, chain.get(i + 1).id(), "infra:deploy");
            assertThat(next.status()).as(next.json().toString()).isEqualTo(200);
            token = next.text("token");
        }
        assertThat(here.passOn(chain.get(5), token, chain.get(6).id(), "infra:deploy")
                        .code())
                .isEqualTo("delegation-too-deep");
        assertThat(here.active(token)).isTrue();

        here.run(
                "UPDATE agents SET locked_at = now() WHERE id = ?", chain.get(2).id());
        here.heard(boss);
        assertThat(here.active(token)).isFalse();
    }
}
