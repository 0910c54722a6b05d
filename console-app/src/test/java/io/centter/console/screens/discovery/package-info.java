/// Tests of the package of the same name.
@NullMarked
package io.centter.console.screens.discovery;

import org.jspecify.annotations.NullMarked;
