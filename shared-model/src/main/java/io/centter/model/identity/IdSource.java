package io.centter.model.identity;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes new ids from a clock and a source of randomness, which must be a secure one outside tests.
public final class IdSource {
    private final InstantSource clock;
    private final RandomGenerator random;

    public IdSource(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A UUIDv7 (RFC 9562): sorted by the millisecond it was made in.
    public UUID uuid() {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    public AgentId agentId() {
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        return new AgentId(HexFormat.of().formatHex(bytes));
    }
}
