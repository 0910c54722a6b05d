/// What the control plane counts, on its own port.
@NullMarked
package io.centter.control.metrics;

import org.jspecify.annotations.NullMarked;
