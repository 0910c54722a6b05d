/// Why something that was asked for is not done.
@NullMarked
package io.centter.control.refusal;

import org.jspecify.annotations.NullMarked;
