package io.centter.control.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// How API keys look: `amk_` and 32 random bytes in base64url. Only the SHA-256 is kept, which is enough for a random
/// key of that length.
final class ApiKeys {
    private static final Pattern SHAPE = Pattern.compile("amk_[A-Za-z0-9_-]{43}");

    private final SecureRandom random;

    ApiKeys(SecureRandom random) {
        this.random = random;
    }

    String create() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return "amk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static boolean looksLikeOne(String key) {
        return SHAPE.matcher(key).matches();
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
