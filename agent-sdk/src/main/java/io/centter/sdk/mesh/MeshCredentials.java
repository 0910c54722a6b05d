package io.centter.sdk.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.InvalidValue;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `.creds` text with what its JWT says. The text never prints.
record MeshCredentials(
        String text,
        String userName,
        Instant issuedAt,
        @Nullable Instant expiresAt,
        List<String> servers) {
    private static final Pattern JWT =
            Pattern.compile("-----BEGIN NATS USER JWT-----\\s+(\\S+)\\s+-+END NATS USER JWT-+");

    static MeshCredentials parse(String text, List<String> servers) {
        Matcher found = JWT.matcher(text);
        if (!found.find() || !text.contains("BEGIN USER NKEY SEED")) {
            throw new InvalidValue(
                    "creds", "This is no .creds file: it has a 'NATS USER JWT' and a 'USER NKEY SEED' block.");
        }
        String[] parts = found.group(1).split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidValue("creds", "The JWT of the .creds file is cut or damaged.");
        }
        try {
            JsonNode claims = Wire.tolerant().readTree(Base64.getUrlDecoder().decode(parts[1]));
            JsonNode expiry = claims.path("exp");
            return new MeshCredentials(
                    text.substring(found.start()),
                    claims.path("name").asText(),
                    Instant.ofEpochSecond(claims.path("iat").asLong()),
                    expiry.canConvertToLong() && expiry.asLong() > 0 ? Instant.ofEpochSecond(expiry.asLong()) : null,
                    servers);
        } catch (IOException | IllegalArgumentException _) {
            throw new InvalidValue("creds", "The JWT of the .creds file is cut or damaged.");
        }
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /// When to fetch new ones: after four fifths of their life, earlier by up to a tenth of it, so that a fleet that
    /// was started at once does not renew at once. Empty for credentials without end.
    @Nullable
    Instant renewAt(double spread) {
        if (expiresAt == null) {
            return null;
        }
        Duration life = Duration.between(issuedAt, expiresAt);
        return issuedAt.plusMillis((long) (life.toMillis() * (0.8 - 0.1 * spread)));
    }

    @Override
    public String toString() {
        return "MeshCredentials[user=" + userName + ", expiresAt=" + expiresAt + "]";
    }
}
