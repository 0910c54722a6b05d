package io.centter.model.message;

import java.util.UUID;

/// A message that the broker has stored.
///
/// @param streamSeq its place in `AGENT_MESSAGES`
/// @param duplicate whether it was there already
public record SentMessage(UUID messageId, long streamSeq, boolean duplicate) {}
