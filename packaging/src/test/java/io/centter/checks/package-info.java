/// The launcher and the checks of the build, each proved by an example that fails.
@NullMarked
package io.centter.checks;

import org.jspecify.annotations.NullMarked;
