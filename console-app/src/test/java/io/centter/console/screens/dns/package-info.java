/// Tests of the package of the same name.
@NullMarked
package io.centter.console.screens.dns;

import org.jspecify.annotations.NullMarked;
