package io.centter.model.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Names;
import io.centter.model.permission.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an agent's token says (RFC 9068 with `scopes`, and `act` of RFC 8693).
///
/// @param subject whose rights it carries
/// @param actor who uses it for the subject; null where the subject does so itself
/// @param issuedAt in seconds since 1970, as the other times
/// @param parents the tokens that this one was got with, nearest first: it ends when one of them is revoked
public record TokenClaims(
        @JsonProperty("iss") Issuer issuer,
        @JsonProperty("sub") AgentId subject,
        @JsonProperty("aud") Audience audience,
        @JsonProperty("scopes") List<Scope> scopes,
        @JsonProperty("act") @Nullable ActingAgent actor,
        @JsonProperty("jti") UUID id,
        @JsonProperty("iat") long issuedAt,
        @JsonProperty("nbf") long notBefore,
        @JsonProperty("exp") long expiresAt,
        @JsonProperty("parents") @Nullable List<UUID> parents) {
    public TokenClaims {
        Names.requirePresent("iss", issuer);
        Names.requirePresent("sub", subject);
        Names.requirePresent("aud", audience);
        Names.requirePresent("scopes", scopes);
        Names.requirePresent("jti", id);
        scopes = List.copyOf(scopes);
        parents = parents == null || parents.isEmpty() ? null : List.copyOf(parents);
    }

    /// The scopes again, separated by spaces, as RFC 9068 wants them.
    @JsonProperty(value = "scope", access = JsonProperty.Access.READ_ONLY)
    public String scope() {
        return scopes.stream().map(Scope::toString).collect(Collectors.joining(" "));
    }

    /// Who holds it: the one who acts, or else the subject.
    public AgentId holder() {
        return actor == null ? subject : actor.agent();
    }

    /// This token and those that it was got with.
    public List<UUID> lineage() {
        List<UUID> above = Objects.requireNonNullElse(parents, List.of());
        List<UUID> all = new ArrayList<>(above.size() + 1);
        all.add(id);
        all.addAll(above);
        return all;
    }

    public Instant expiry() {
        return Instant.ofEpochSecond(expiresAt);
    }
}
