package io.centter.control.hub;

/// How much an account's streams hold.
///
/// @param notes of messages that were delivered too often
/// @param messages in the inboxes
/// @param known of these, those that a durable will deliver or waits for
record Holdings(long notes, long messages, long known) {
    boolean looksWrong() {
        return notes > 0 || messages > known;
    }
}
