package io.centter.control.authority;

import io.centter.model.authority.ActingAgent;
import io.centter.model.authority.IssuedToken;
import io.centter.model.authority.TokenClaims;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes tokens as Jackson would, without looking at each value's type: this is half of what a token costs beside its
/// signature. All that is written here are ids, scopes and numbers, in which there is nothing to escape.
final class TokenJson {
    private static final int CLAIMS_SIZE = 512;
    private static final int ANSWER_SIZE = 1_024;

    private TokenJson() {}

    static byte[] claims(TokenClaims claims) {
        StringBuilder json = new StringBuilder(CLAIMS_SIZE)
                .append("{\"iss\":\"")
                .append(claims.issuer())
                .append("\",\"sub\":\"")
                .append(claims.subject().value())
                .append("\",\"aud\":\"")
                .append(claims.audience().text())
                .append("\",\"scopes\":");
        texts(json, claims.scopes());
        actor(json, claims.actor());
        json.append(",\"jti\":\"")
                .append(claims.id())
                .append("\",\"iat\":")
                .append(claims.issuedAt())
                .append(",\"nbf\":")
                .append(claims.notBefore())
                .append(",\"exp\":")
                .append(claims.expiresAt());
        List<UUID> parents = claims.parents();
        if (parents != null) {
            texts(json.append(",\"parents\":"), parents);
        }
        return ascii(json.append(",\"scope\":\"").append(claims.scope()).append("\"}"));
    }

    /// The answer where every scope was granted as it was asked for; others have texts for people, which Jackson
    /// writes.
    static byte[] whole(IssuedToken issued) {
        StringBuilder json = new StringBuilder(ANSWER_SIZE)
                .append("{\"token\":\"")
                .append(issued.token())
                .append("\",\"token_type\":\"")
                .append(issued.tokenType())
                .append("\",\"expires_in\":")
                .append(issued.expiresIn())
                .append(",\"scopes_granted\":");
        texts(json, issued.scopesGranted());
        return ascii(json.append(",\"scopes_dropped\":[]}"));
    }

    /// A list of texts in which there is nothing to escape.
    static void texts(StringBuilder json, List<?> plain) {
        String before = "[\"";
        for (Object text : plain) {
            json.append(before).append(text).append('"');
            before = ",\"";
        }
        json.append(plain.isEmpty() ? "[]" : "]");
    }

    private static void actor(StringBuilder json, @Nullable ActingAgent actor) {
        if (actor != null) {
            json.append(",\"act\":{\"sub\":\"").append(actor.agent().value()).append('"');
            actor(json, actor.before());
            json.append('}');
        }
    }

    private static byte[] ascii(StringBuilder json) {
        return json.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
