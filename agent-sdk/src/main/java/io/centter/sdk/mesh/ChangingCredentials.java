package io.centter.sdk.mesh;

import io.nats.client.AuthHandler;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/// Credentials that can be exchanged under a living connection; its next login takes the new ones.
final class ChangingCredentials implements AuthHandler {
    private final AtomicReference<AuthHandler> current = new AtomicReference<>();

    ChangingCredentials(MeshCredentials first) {
        become(first);
    }

    void become(MeshCredentials next) {
        current.set(Nats.staticCredentials(next.text().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public byte[] sign(byte[] nonce) {
        return current.get().sign(nonce);
    }

    @Override
    public char[] getID() {
        return current.get().getID();
    }

    @Override
    public char[] getJWT() {
        return current.get().getJWT();
    }
}
