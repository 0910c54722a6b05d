package io.centter.control.authority;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.authority.ActingAgent;
import io.centter.model.authority.Audience;
import io.centter.model.authority.IssuedToken;
import io.centter.model.authority.Issuer;
import io.centter.model.authority.TokenClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import io.centter.model.wire.Wire;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written by hand is what Jackson writes, byte for byte.
final class TokenJsonTest {
    private static final NetworkId NETWORK = new NetworkId(UUID.randomUUID());
    private static final AgentId LINDA = new AgentId("0123456789ab");
    private static final AgentId MAX = new AgentId("ba9876543210");
    private static final List<Scope> SCOPES =
            List.of(Scope.parse("infra:*"), Scope.parse("skill:execute:crm/export"), Scope.parse("*:read:*/x"));

    static Stream<TokenClaims> claims() {
        Audience agent = new Audience.Agent(MAX);
        ActingAgent acting = new ActingAgent(MAX, new ActingAgent(LINDA, null));
        return Stream.of(
                claims(agent, List.of(), null, null),
                claims(new Audience.Api(NETWORK), SCOPES.subList(0, 1), null, null),
                claims(agent, SCOPES, new ActingAgent(MAX, null), List.of(UUID.randomUUID())),
                claims(agent, SCOPES, acting, List.of(UUID.randomUUID(), UUID.randomUUID())));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void claimsAreAsJacksonWritesThem(TokenClaims claims) throws Exception {
        assertThat(TokenJson.claims(claims))
                .asString(UTF_8)
                .isEqualTo(Wire.strict().writeValueAsString(claims));
        assertThat(Wire.strict().readValue(TokenJson.claims(claims), TokenClaims.class))
                .isEqualTo(claims);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void answersAreAsJacksonWritesThem(TokenClaims claims) throws Exception {
        IssuedToken issued = new IssuedToken("a-b_c.d.e", "Bearer", 3_600, claims.scopes(), List.of());

        assertThat(TokenJson.whole(issued))
                .asString(UTF_8)
                .isEqualTo(Wire.strict().writeValueAsString(issued));
    }

    private static TokenClaims claims(
            Audience audience, List<Scope> scopes, @Nullable ActingAgent actor, @Nullable List<UUID> parents) {
        return new TokenClaims(
                new Issuer(NETWORK), LINDA, audience, scopes, actor, UUID.randomUUID(), 1_700_000_000, 1, 2, parents);
    }
}
