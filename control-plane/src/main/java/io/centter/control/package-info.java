/// The control plane: built by hand, started, and closed in reverse.
@NullMarked
package io.centter.control;

import org.jspecify.annotations.NullMarked;
