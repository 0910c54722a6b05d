/// What an agent says of itself every few minutes and on every change.
@NullMarked
package io.centter.model.heartbeat;

import org.jspecify.annotations.NullMarked;
