package io.centter.console.live;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a connection to a server is.
///
/// @param since since when it is in this state
/// @param roundTrip the last one measured
/// @param cause why it is not up, as a sentence; absent where it just ended
/// @param nextAttempt when it is tried again by itself
public record Link(
        State state,
        Instant since,
        @Nullable Duration roundTrip,
        @Nullable String cause,
        @Nullable Instant nextAttempt) {
    /// Colour and shape of the light.
    public enum State {
        OFF,
        CONNECTING,
        UP,
        DOWN
    }

    public static Link off(Instant now) {
        return new Link(State.OFF, now, null, null, null);
    }

    public boolean isUp() {
        return state == State.UP;
    }

    /// The next state; `since` stays while the kind of state does.
    public Link then(State next, Instant now) {
        return new Link(next, next == state ? since : now, next == State.UP ? roundTrip : null, null, null);
    }

    public Link up(Duration measured, Instant now) {
        return new Link(State.UP, isUp() ? since : now, measured, null, null);
    }

    public Link down(@Nullable String why, @Nullable Instant retryAt, Instant now) {
        return new Link(State.DOWN, state == State.DOWN ? since : now, null, why, retryAt);
    }
}
