package io.centter.model.message;

import java.util.List;

/// What is still to be seen of a conversation: messages with this id, or that answer it. What was handled is gone.
///
/// @param waiting those in inboxes, oldest first
/// @param dead those among the dead letters
/// @param complete false where the inboxes hold more than was looked through
public record MessageTrace(List<StoredMessage> waiting, List<DeadLetter> dead, boolean complete) {}
