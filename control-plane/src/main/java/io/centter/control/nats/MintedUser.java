package io.centter.control.nats;

import io.nats.client.AuthHandler;
import java.util.function.Function;

/// Signs in as a user whose JWT is made anew for each connection, so that none grows old and none is stored.
public final class MintedUser implements AuthHandler {
    private final NatsKey key;
    private final Function<String, String> mint;

    /// @param mint makes the JWT for a user's public key
    public MintedUser(NatsKey key, Function<String, String> mint) {
        this.key = key;
        this.mint = mint;
    }

    @Override
    public byte[] sign(byte[] nonce) {
        return key.sign(nonce);
    }

    @Override
    public char[] getID() {
        return key.publicKey().toCharArray();
    }

    @Override
    public char[] getJWT() {
        return mint.apply(key.publicKey()).toCharArray();
    }
}
