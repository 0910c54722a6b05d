/// Who is there: the board that folds heartbeats and connections into presence, and what feeds and records it.
@NullMarked
package io.centter.control.presence;

import org.jspecify.annotations.NullMarked;
