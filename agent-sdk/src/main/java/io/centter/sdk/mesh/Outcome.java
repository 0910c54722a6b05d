package io.centter.sdk.mesh;

import java.time.Duration;

/// What a handler decides about a message.
public sealed interface Outcome {
    /// Done; the message is gone.
    record Done() implements Outcome {}

    /// Not now; it comes again after this time, until the stream's limit of deliveries is reached.
    record Later(Duration after) implements Outcome {}

    /// Never; the message is gone, and counted.
    record Rejected(String reason) implements Outcome {}

    Outcome DONE = new Done();

    static Outcome later(Duration after) {
        return new Later(after);
    }

    static Outcome rejected(String reason) {
        return new Rejected(reason);
    }
}
