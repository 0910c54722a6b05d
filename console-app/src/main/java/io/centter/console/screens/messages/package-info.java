/// What waits in the inboxes of a network, looked at without being taken, and how one sends.
@NullMarked
package io.centter.console.screens.messages;

import org.jspecify.annotations.NullMarked;
