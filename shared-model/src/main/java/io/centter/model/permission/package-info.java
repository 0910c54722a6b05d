/// Scopes and what follows from them: who holds which, what a token may carry. Pure, without clock and without I/O.
@NullMarked
package io.centter.model.permission;

import org.jspecify.annotations.NullMarked;
