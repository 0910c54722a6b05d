/// The outbox: what a commit leaves to be told or done outside, and the relay that carries it.
@NullMarked
package io.centter.control.event;

import org.jspecify.annotations.NullMarked;
