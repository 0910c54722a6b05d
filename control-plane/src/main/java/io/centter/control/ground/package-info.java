/// What every change needs: a transaction, an audit line, an event, an id and the time.
@NullMarked
package io.centter.control.ground;

import org.jspecify.annotations.NullMarked;
