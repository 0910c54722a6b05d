package io.centter.control.authority;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What computes signatures: Amazon's native provider where there is one for this machine, seven times as fast as the
/// JDK's own, which stands in elsewhere.
final class Es256 {
    private static final Logger LOG = LoggerFactory.getLogger(Es256.class);
    /// Named and not imported: there is none for every system.
    private static final String NATIVE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private static final String FORM = "SHA256withECDSAinP1363Format";

    private final Provider provider;

    private Es256(Provider provider) {
        this.provider = provider;
    }

    /// The fastest that works here.
    static Es256 fastest() {
        try {
            Provider found = Class.forName(NATIVE)
                    .asSubclass(Provider.class)
                    .getDeclaredConstructor()
                    .newInstance();
            Signature.getInstance(FORM, found);
            LOG.info("signatures provider={} version={}", found.getName(), found.getVersionStr());
            return new Es256(found);
        } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
            LOG.info("signatures provider=SunEC cause=\"no native provider for this machine: {}\"", e.toString());
            return plain();
        }
    }

    /// The JDK's own.
    static Es256 plain() {
        return new Es256(Security.getProvider("SunEC"));
    }

    /// What computes signatures by this key, in the form that JOSE wants.
    Signature signature(PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(FORM, provider);
        signature.initSign(key);
        return signature;
    }

    Provider provider() {
        return provider;
    }

    KeyPair newKeyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Security.getProvider("SunEC"));
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
