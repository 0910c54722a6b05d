package io.centter.model.bad;

import java.time.Instant;

/// Breaks: time comes through the constructor.
public final class WallClock {
    public Instant now() {
        return Instant.now();
    }
}
