package io.centter.control.event;

import java.time.Duration;

/// How long to wait after a failure: `first`, then twice as long each time, at most `longest`.
public record Backoff(Duration first, Duration longest) {
    public static Backoff standard() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    Duration after(int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(failures, 20));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
