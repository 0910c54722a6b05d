/// Tests of the package of the same name.
@NullMarked
package io.centter.console.fx;

import org.jspecify.annotations.NullMarked;
