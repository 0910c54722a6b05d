package io.centter.control.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import io.centter.model.authority.TokenClaims;
import io.centter.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// Signs with one key: the key is read once and the header, which is always the same, written once.
final class Signer {
    /// What an agent's token says it is (RFC 9068).
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /// The JDK's own, which is compiled to vector instructions.
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String kid;
    private final JWSHeader header;
    private final String begin;
    private final ECDSASigner signer;

    private Signer(String kid, JWSHeader header, ECDSASigner signer) {
        this.kid = kid;
        this.header = header;
        this.begin = header.toBase64URL() + ".";
        this.signer = signer;
    }

    /// A signer with this private key.
    ///
    /// @param pkcs8 the key
    static Signer of(String kid, byte[] pkcs8, Es256 es256) {
        try {
            ECDSASigner signer = new ECDSASigner(
                    KeyFactory.getInstance("EC", es256.provider()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
                    Curve.P_256);
            signer.getJCAContext().setProvider(es256.provider());
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(TYPE)
                    .keyID(kid)
                    .build();
            return new Signer(kid, header, signer);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("the private key " + kid + " cannot be read", e);
        }
    }

    String kid() {
        return kid;
    }

    String sign(TokenClaims claims) {
        try {
            String input = begin + BASE64.encodeToString(Wire.strict().writeValueAsBytes(claims));
            return input + "." + signer.sign(header, input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
