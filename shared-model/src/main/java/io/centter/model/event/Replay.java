package io.centter.model.event;

import java.util.List;

/// A stretch of past events, oldest first.
///
/// @param nextAfterSeq what to ask for next as `after_seq`
/// @param more whether there are more now
public record Replay(List<StoredEvent> items, long nextAfterSeq, boolean more) {}
