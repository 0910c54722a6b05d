package io.centter.model.skill;

import io.centter.model.identity.InvalidValue;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The public half of a key that a publisher signs with: Ed25519, in PEM (`openssl pkey -pubout`).
public final class PublisherKey {
    public static final String ALGORITHM = "Ed25519";

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]{1,200})-----END PUBLIC KEY-----\\s*");
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int LENGTH = PREFIX.length + 32;

    private final PublicKey key;

    private PublisherKey(PublicKey key) {
        this.key = key;
    }

    /// The key of a PEM text; [InvalidValue] names `public_key`.
    public static PublisherKey parse(@Nullable String pem) {
        Matcher matcher = PEM.matcher(pem == null ? "" : pem);
        if (matcher.matches()) {
            try {
                return of(Base64.getMimeDecoder().decode(matcher.group(1)));
            } catch (IllegalArgumentException _) {
                // Said below.
            }
        }
        throw invalid();
    }

    /// The key of its DER form (X.509 SubjectPublicKeyInfo).
    public static PublisherKey of(byte[] der) {
        if (der.length != LENGTH || !Arrays.equals(der, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            throw invalid();
        }
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
            Signature.getInstance(ALGORITHM).initVerify(key);
            return new PublisherKey(key);
        } catch (GeneralSecurityException _) {
            throw invalid();
        }
    }

    /// The SHA-256 of its DER form, which `openssl pkey -pubin -outform DER | openssl dgst -sha256` says too.
    public Sha256 id() {
        try {
            return new Sha256(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(der())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] der() {
        return key.getEncoded();
    }

    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /// Whether the signature is this key's over the statement.
    public boolean signed(SkillStatement statement, KeySignature signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(statement.bytes());
            return verifier.verify(signature.bytes());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static InvalidValue invalid() {
        return new InvalidValue(
                "public_key",
                "public_key is an Ed25519 public key in PEM, such as from: openssl pkey -in publisher.key -pubout");
    }
}
