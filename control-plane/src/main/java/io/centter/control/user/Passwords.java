package io.centter.control.user;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import io.centter.control.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Password hashes. Hashing is slow on purpose, so only two run at a time: a flood of sign-ins must not take the
/// processor from everything else.
final class Passwords {
    private static final int MIN_CHARACTERS = 12;
    private static final int MAX_BYTES = 72;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int cost;
    private final SecureRandom random;
    private final Semaphore slots = new Semaphore(2);
    private final String nobodysHash;

    Passwords(int cost, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        this.nobodysHash = "$2a$%02d$%s".formatted(cost, ".".repeat(53));
    }

    /// Refuses what bcrypt would cut, and what is guessed too soon.
    static void requireGood(String pointer, String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw Refused.Invalid.field(
                    "password-too-long", pointer, "The password has more than 72 bytes in UTF-8; shorten it.");
        }
        if (password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
            throw Refused.Invalid.field(
                    "password-too-short", pointer, "The password has fewer than 12 characters; lengthen it.");
        }
    }

    String hash(String password) {
        return inTurn(() -> bcrypt(password));
    }

    boolean matches(String password, String hash) {
        return inTurn(() -> verify(password, hash));
    }

    /// Takes as long as [#matches], for a person who does not exist.
    void pretend(String password) {
        boolean _ = inTurn(() -> verify(password, nobodysHash));
    }

    private String bcrypt(String password) {
        return BCrypt.with(random).hashToString(cost, password.toCharArray());
    }

    private static boolean verify(String password, String hash) {
        // A password that is too long cannot be right, but must take as long as one that could be.
        return BCrypt.verifyer(BCrypt.Version.VERSION_2A, LongPasswordStrategies.hashSha512(BCrypt.Version.VERSION_2A))
                .verify(password.toCharArray(), hash)
                .verified;
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refused.Unavailable(
                        "busy", "Too many people sign in at this moment. Try again.", Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused.Unavailable("stopping", "The server is stopping. Try again.", Duration.ofSeconds(2));
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }
}
