package io.centter.console.screens.messages;

import io.centter.model.identity.AgentId;
import java.util.UUID;

/// What the screen looks at.
sealed interface Shown {
    /// All inboxes of the network.
    record Inboxes() implements Shown {}

    /// What waits in one of them.
    record Inbox(AgentId agent) implements Shown {}

    /// What is still there of a conversation.
    record Conversation(UUID id) implements Shown {}
}
