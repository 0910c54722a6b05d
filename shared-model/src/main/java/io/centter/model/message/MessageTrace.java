package io.centter.model.message;

import java.util.List;

/// What is known of a conversation: of messages with this id, or that answer it.
///
/// @param waiting those in inboxes, oldest first
/// @param dead those among the dead letters
/// @param fates what became of each that was sent in the last 24 hours, oldest first; of a network that is sent more
/// than 500 messages in a second, not of each
/// @param complete false where the inboxes hold more than was looked through
public record MessageTrace(
        List<StoredMessage> waiting, List<DeadLetter> dead, List<MessageFate> fates, boolean complete) {}
