package io.centter.sdk.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.model.authority.IssuedToken;
import io.centter.model.authority.TokenRequest;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import io.centter.sdk.rest.Unreachable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How long a token is kept, and for whom.
final class TokensTest {
    private static final AgentId SELF = new AgentId("0123456789ab");
    private static final AgentId TARGET = new AgentId("ba9876543210");
    private static final List<Scope> SCOPES = List.of(Scope.parse("skill:execute:crm"), Scope.parse("infra:deploy"));

    private final List<TokenRequest> asked = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private boolean away;
    private final Tokens tokens = new Tokens(SELF, "amk_secret", this::issue, () -> now);

    @Test
    void aTokenIsKeptForFourFifthsOfItsLife() {
        IssuedToken first = tokens.forAgent(TARGET, SCOPES);
        now = now.plusSeconds(79);
        assertThat(tokens.forAgent(TARGET, SCOPES.reversed())).isSameAs(first);
        now = now.plusSeconds(1);

        assertThat(tokens.forAgent(TARGET, SCOPES)).isNotEqualTo(first);
        assertThat(asked).hasSize(2);
    }

    @Test
    void eachAudienceScopesAndTokenPassedOnHasItsOwn() {
        tokens.forAgent(TARGET, SCOPES);
        tokens.forAgent(TARGET, List.of());
        tokens.forAgent(SELF, SCOPES);
        tokens.forApi(new NetworkId(UUID.randomUUID()));
        tokens.passOn("one", TARGET, SCOPES);
        tokens.passOn("two", TARGET, SCOPES);

        assertThat(asked).hasSize(6);
        assertThat(asked.getLast().subjectToken()).isEqualTo("two");
    }

    @Test
    void aTokenThatWasRefusedIsForgotten() {
        IssuedToken first = tokens.forAgent(TARGET, SCOPES);
        tokens.forget(first);

        assertThat(tokens.forAgent(TARGET, SCOPES)).isNotEqualTo(first);
    }

    @Test
    void whileTheControlPlaneIsAwayATokenIsUsedToItsEnd() {
        IssuedToken first = tokens.forAgent(TARGET, SCOPES);
        away = true;
        now = now.plusSeconds(99);
        assertThat(tokens.forAgent(TARGET, SCOPES)).isSameAs(first);
        now = now.plusSeconds(1);
        assertThatThrownBy(() -> tokens.forAgent(TARGET, SCOPES)).isInstanceOf(Unreachable.class);
    }

    private IssuedToken issue(TokenRequest request) {
        if (away) {
            throw new Unreachable("away", null);
        }
        asked.add(request);
        return new IssuedToken("token-" + asked.size(), "Bearer", 100, request.scopes(), List.of());
    }
}
