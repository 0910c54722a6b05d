/// The desktop console: wires its parts together and starts them.
@NullMarked
package io.centter.console;

import org.jspecify.annotations.NullMarked;
