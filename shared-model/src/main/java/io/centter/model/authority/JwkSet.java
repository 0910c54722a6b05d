package io.centter.model.authority;

import java.util.List;

/// The public keys with which tokens are verified.
public record JwkSet(List<Jwk> keys) {
    public JwkSet {
        keys = List.copyOf(keys);
    }
}
