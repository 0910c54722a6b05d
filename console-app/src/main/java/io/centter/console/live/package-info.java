/// What happens in a network, heard from NATS in order; a gap leads to a snapshot. Knows no JavaFX.
@NullMarked
package io.centter.console.live;

import org.jspecify.annotations.NullMarked;
