package io.centter.model.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Scope;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a token is good, and what it is good for at this moment (RFC 7662). Of one that is not good, nothing is
/// said.
///
/// @param scopes what is left of the token's scopes: a right that its agent has lost is not among them
public record TokenStatus(
        boolean active,
        @Nullable String tokenType,
        @Nullable String scope,
        @Nullable List<Scope> scopes,
        @JsonProperty("iss") @Nullable Issuer issuer,
        @JsonProperty("sub") @Nullable AgentId subject,
        @JsonProperty("aud") @Nullable Audience audience,
        @JsonProperty("act") @Nullable ActingAgent actor,
        @JsonProperty("jti") @Nullable UUID id,
        @JsonProperty("iat") @Nullable Long issuedAt,
        @JsonProperty("nbf") @Nullable Long notBefore,
        @JsonProperty("exp") @Nullable Long expiresAt) {
    public static TokenStatus inactive() {
        return new TokenStatus(false, null, null, null, null, null, null, null, null, null, null, null);
    }

    public static TokenStatus active(TokenClaims claims, List<Scope> scopes) {
        return new TokenStatus(
                true,
                "Bearer",
                scopes.stream().map(Scope::toString).collect(Collectors.joining(" ")),
                List.copyOf(scopes),
                claims.issuer(),
                claims.subject(),
                claims.audience(),
                claims.actor(),
                claims.id(),
                claims.issuedAt(),
                claims.notBefore(),
                claims.expiresAt());
    }
}
