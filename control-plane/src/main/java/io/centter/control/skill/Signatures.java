package io.centter.control.skill;

import io.centter.control.refusal.Refused;
import io.centter.model.identity.InvalidValue;
import io.centter.model.skill.KeySignature;
import io.centter.model.skill.SkillStatement;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who has a key signs, and what was not signed by one of the own keys is refused.
final class Signatures {
    private Signatures() {}

    /// The key that signed; empty where there is none to sign with. Refuses a signature that is missing or wrong, and
    /// one
    /// that nobody can verify.
    ///
    /// @param statement what is signed
    /// @param active the keys of the publisher that sign
    static Optional<KeyRow> signer(
            Supplier<SkillStatement> statement, @Nullable KeySignature signature, List<KeyRow> active) {
        if (active.isEmpty() && signature == null) {
            return Optional.empty();
        }
        if (active.isEmpty()) {
            throw refused(
                    "no-publisher-key", "The publisher has no key; register it first, or leave the signature out.");
        }
        SkillStatement said = stated(statement);
        if (signature == null) {
            throw refused(
                    "signature-required",
                    "The publisher has a key, so it signs; what is to be signed has the SHA-256 " + sha256(said) + ".");
        }
        return Optional.of(active.stream()
                .filter(row -> row.key().signed(said, signature))
                .findFirst()
                .orElseThrow(() -> refused(
                        "bad-signature",
                        "No key that the publisher signs with made this signature; what is to be signed has the SHA-256 "
                                + sha256(said) + ".")));
    }

    private static SkillStatement stated(Supplier<SkillStatement> statement) {
        try {
            return statement.get();
        } catch (InvalidValue e) {
            throw Refused.Invalid.field("invalid-value", "/" + e.field(), String.valueOf(e.getMessage()));
        }
    }

    private static Refused refused(String code, String message) {
        return Refused.Invalid.field(code, "/signature", message);
    }

    private static String sha256(SkillStatement statement) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(statement.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
