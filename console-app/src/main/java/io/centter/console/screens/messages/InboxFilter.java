package io.centter.console.screens.messages;

import io.centter.model.message.InboxState;

/// Which inboxes are shown.
enum InboxFilter {
    ALL,
    /// Something lies there.
    WAITING,
    /// Something lies there whose sender nobody proves.
    UNPROVEN,
    /// Something was delivered more than once.
    TROUBLED;

    boolean holds(InboxState inbox) {
        return switch (this) {
            case ALL -> true;
            case WAITING -> inbox.depth() > 0;
            case UNPROVEN -> inbox.unproven() > 0;
            case TROUBLED -> inbox.redelivered() > 0;
        };
    }
}
