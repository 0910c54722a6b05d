/// The people of a network.
@NullMarked
package io.centter.console.screens.members;

import org.jspecify.annotations.NullMarked;
