/// Tests of the package of the same name.
@NullMarked
package io.centter.console.shell;

import org.jspecify.annotations.NullMarked;
