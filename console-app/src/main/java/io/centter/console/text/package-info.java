/// The words and figures on the screen.
@NullMarked
package io.centter.console.text;

import org.jspecify.annotations.NullMarked;
