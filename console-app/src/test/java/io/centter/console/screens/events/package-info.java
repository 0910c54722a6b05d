/// Tests of the package of the same name.
@NullMarked
package io.centter.console.screens.events;

import org.jspecify.annotations.NullMarked;
