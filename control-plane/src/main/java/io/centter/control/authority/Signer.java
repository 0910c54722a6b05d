package io.centter.control.authority;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.centter.model.authority.TokenClaims;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Signs with one key: the key is read once, the header, which is always the same, written once, and what computes the
/// signatures is kept ready for the next.
final class Signer {
    /// What an agent's token says it is (RFC 9068).
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /// The JDK's own, which is compiled to vector instructions.
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String kid;
    private final String begin;
    private final PrivateKey key;
    private final Es256 es256;
    // As many as ever signed at once; making one takes a quarter of the time of a signature.
    private final Queue<Signature> ready = new ConcurrentLinkedQueue<>();

    private Signer(String kid, PrivateKey key, Es256 es256) {
        this.kid = kid;
        this.begin = new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(TYPE)
                        .keyID(kid)
                        .build()
                        .toBase64URL() + ".";
        this.key = key;
        this.es256 = es256;
    }

    /// A signer with this private key.
    ///
    /// @param pkcs8 the key
    static Signer of(String kid, byte[] pkcs8, Es256 es256) {
        try {
            PrivateKey key =
                    KeyFactory.getInstance("EC", es256.provider()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            Signer signer = new Signer(kid, key, es256);
            signer.ready.add(es256.signature(key));
            return signer;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the private key " + kid + " cannot be read", e);
        }
    }

    String kid() {
        return kid;
    }

    String sign(TokenClaims claims) {
        try {
            String input = begin + BASE64.encodeToString(TokenJson.claims(claims));
            Signature free = ready.poll();
            Signature signature = free == null ? es256.signature(key) : free;
            signature.update(input.getBytes(StandardCharsets.ISO_8859_1));
            String signed = input + "." + BASE64.encodeToString(signature.sign());
            // One that failed is not kept.
            ready.add(signature);
            return signed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
