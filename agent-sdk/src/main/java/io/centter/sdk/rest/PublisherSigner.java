package io.centter.sdk.rest;

import io.centter.model.identity.Slug;
import io.centter.model.skill.AddPublisherKey;
import io.centter.model.skill.KeySignature;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.PublisherKey;
import io.centter.model.skill.SkillCapabilities;
import io.centter.model.skill.SkillStatement;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Signs what a publisher publishes, with its private key. The key stays here.
public final class PublisherSigner {
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private final PrivateKey key;

    private PublisherSigner(PrivateKey key) {
        this.key = key;
    }

    /// From an Ed25519 private key in PEM (`openssl genpkey -algorithm ed25519`); an [IllegalArgumentException] says
    /// that
    /// it is none, and nothing of what it is.
    public static PublisherSigner of(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (matcher.matches()) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
                return new PublisherSigner(
                        KeyFactory.getInstance(PublisherKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der)));
            } catch (GeneralSecurityException | IllegalArgumentException _) {
                // Said below.
            }
        }
        throw new IllegalArgumentException("this is no Ed25519 private key in PEM (PKCS #8)");
    }

    /// The version with its signature.
    ///
    /// @param publisher whose skill it is
    /// @param capabilities what its `capabilities_yaml` says, where it has one
    public PublishVersion signed(Slug publisher, Slug skill, PublishVersion version, SkillCapabilities capabilities) {
        return version.signed(sign(SkillStatement.of(publisher, skill, version, capabilities)));
    }

    /// The same of a version without `capabilities_yaml`.
    public PublishVersion signed(Slug publisher, Slug skill, PublishVersion version) {
        if (version.capabilitiesYaml() != null) {
            throw new IllegalArgumentException("say what capabilities_yaml says, or send capabilities");
        }
        return signed(
                publisher, skill, version, Objects.requireNonNullElse(version.capabilities(), SkillCapabilities.NONE));
    }

    /// A key that comes to this one, or takes its place when this one is retired.
    public AddPublisherKey vouchedFor(Slug publisher, AddPublisherKey other) {
        return new AddPublisherKey(
                other.name(), other.publicKey(), sign(SkillStatement.adding(publisher, other.key())));
    }

    private KeySignature sign(SkillStatement statement) {
        try {
            Signature signature = Signature.getInstance(PublisherKey.ALGORITHM);
            signature.initSign(key);
            signature.update(statement.bytes());
            return KeySignature.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "PublisherSigner[***]";
    }
}
