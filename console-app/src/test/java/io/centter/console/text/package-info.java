/// Tests of the package of the same name.
@NullMarked
package io.centter.console.text;

import org.jspecify.annotations.NullMarked;
