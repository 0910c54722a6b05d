/// Messages to agents: sent over HTTP, looked at in inboxes without being taken, and, where nobody answers them, kept
/// as
/// dead letters; orders to agents; and what was said on the mesh in the last 7 days.
@NullMarked
package io.centter.control.message;

import org.jspecify.annotations.NullMarked;
