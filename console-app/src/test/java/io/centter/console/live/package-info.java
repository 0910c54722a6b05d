/// Tests of the package of the same name.
@NullMarked
package io.centter.console.live;

import org.jspecify.annotations.NullMarked;
