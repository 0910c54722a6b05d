package io.centter.control.authority;

import io.centter.control.access.AgentAccess;
import io.centter.control.access.NetworkAccess;
import io.centter.control.refusal.Refused;
import io.centter.model.authority.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;

/// Proves who asks for a token. Whatever is wrong, the answer and the time it takes are the same.
final class Proof {
    /// What is compared where there is no agent: its key, and the one before.
    private static final byte[] NOBODYS = new byte[32];
    private static final byte[] NOBODYS_BEFORE = new byte[32];

    private final InstantSource clock;

    Proof(InstantSource clock) {
        this.clock = clock;
    }

    AgentAccess agent(NetworkAccess network, TokenRequest request) {
        byte[] hash = hash(request.apiKey());
        Optional<AgentAccess> agent = network.agent(request.agentId());
        if (agent.isEmpty()) {
            boolean _ = MessageDigest.isEqual(NOBODYS, hash);
            boolean _ = MessageDigest.isEqual(NOBODYS_BEFORE, hash);
            throw refused();
        }
        if (!agent.get().keyMatches(hash, clock.instant())) {
            throw refused();
        }
        return agent.get();
    }

    static Refused refused() {
        return Refused.Unauthenticated.invalid(
                Refused.Unauthenticated.NO_SUCH_AGENT,
                "This is no agent of this network with this key. The key may have been rotated, or the agent deleted.");
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
