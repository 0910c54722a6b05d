package io.centter.sdk.mesh;

/// Takes messages from the inbox. It runs on a virtual thread and may take its time: the broker is told that the work
/// goes on. What it throws is counted and logged, and the message comes again.
@FunctionalInterface
public interface MessageHandler {
    Outcome handle(Received message) throws Exception;
}
