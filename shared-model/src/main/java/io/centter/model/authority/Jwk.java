package io.centter.model.authority;

/// A public key (RFC 7517): P-256 for ES256, and nothing else.
///
/// @param kid its thumbprint (RFC 7638)
public record Jwk(String kty, String crv, String x, String y, String kid, String alg, String use) {
    public static Jwk es256(String x, String y, String kid) {
        return new Jwk("EC", "P-256", x, y, kid, "ES256", "sig");
    }
}
