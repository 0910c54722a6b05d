/// Tests of the package of the same name.
@NullMarked
package io.centter.console.desk;

import org.jspecify.annotations.NullMarked;
