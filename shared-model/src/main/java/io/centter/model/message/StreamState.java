package io.centter.model.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stream of a network, as the broker has it.
///
/// @param maxBytes what it may hold
/// @param maxMessageSize bytes of one message
/// @param maxAgeSeconds after how long what it holds is dropped
/// @param whenFull `refuse` where publishers are refused, `drop-oldest` where the oldest makes room
/// @param oldestAt when the oldest of what it holds was stored; absent where it is empty
public record StreamState(
        String name,
        long messages,
        long bytes,
        long maxBytes,
        long maxMessageSize,
        long maxAgeSeconds,
        String whenFull,
        long firstSeq,
        long lastSeq,
        @Nullable Instant oldestAt,
        long consumers,
        long maxConsumers) {}
