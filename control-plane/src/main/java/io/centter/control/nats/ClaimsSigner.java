package io.centter.control.nats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nats.client.support.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns claims into a JWT of the broker: `ed25519-nkey`, keys sorted, `jti` the digest of the claims.
public final class ClaimsSigner {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String HEADER =
            base64("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}".getBytes(StandardCharsets.UTF_8));

    private final NatsKey key;

    public ClaimsSigner(NatsKey key) {
        this.key = key;
    }

    /// Whole seconds count: the broker knows nothing finer.
    public String sign(Claims claims, Instant issuedAt, @Nullable Instant expiresAt) {
        SortedMap<String, Object> text = new TreeMap<>();
        text.put("iss", key.publicKey());
        text.put("sub", claims.subject());
        text.put("name", claims.name());
        text.put("iat", issuedAt.getEpochSecond());
        if (expiresAt != null) {
            text.put("exp", expiresAt.getEpochSecond());
        }
        text.put("nats", natsClaim(claims));
        text.put("jti", "");
        text.put("jti", new String(Encoding.base32Encode(digest("SHA-512/256", json(text)))));
        String signed = HEADER + "." + base64(json(text));
        return signed + "." + base64(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /// What the claims say, whoever signs them and when: two equal states have equal fingerprints.
    public static String fingerprint(Claims claims) {
        SortedMap<String, Object> text = new TreeMap<>();
        text.put("sub", claims.subject());
        text.put("name", claims.name());
        text.put("nats", natsClaim(claims));
        return HexFormat.of().formatHex(digest("SHA-256", json(text)));
    }

    /// The claims of a JWT that `issuer` signed; `IllegalArgumentException` where it is none.
    public static JsonNode verified(String jwt, String issuer) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(HEADER)) {
            throw new IllegalArgumentException("not a JWT of the broker");
        }
        byte[] content = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!NatsKey.verify(issuer, content, Base64.getUrlDecoder().decode(parts[2]))) {
            throw new IllegalArgumentException("not signed by " + issuer);
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            if (!claims.path("iss").asText().equals(issuer)) {
                throw new IllegalArgumentException("not issued by " + issuer);
            }
            return claims;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a JWT of the broker", e);
        }
    }

    private static SortedMap<String, Object> natsClaim(Claims claims) {
        SortedMap<String, Object> nats = new TreeMap<>(claims.body());
        nats.put("type", claims.type());
        nats.put("version", 2);
        return nats;
    }

    private static byte[] json(SortedMap<String, Object> text) {
        try {
            return JSON.writeValueAsBytes(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("claims are plain maps", e);
        }
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }

    private static String base64(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
