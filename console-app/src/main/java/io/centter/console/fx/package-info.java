/// The one way onto the JavaFX thread, and what every screen is.
@NullMarked
package io.centter.console.fx;

import org.jspecify.annotations.NullMarked;
