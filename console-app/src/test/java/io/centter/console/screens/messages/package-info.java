/// Tests of the package of the same name.
@NullMarked
package io.centter.console.screens.messages;

import org.jspecify.annotations.NullMarked;
