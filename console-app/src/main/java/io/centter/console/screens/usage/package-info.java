/// What the network used, and what its plan allows.
@NullMarked
package io.centter.console.screens.usage;

import org.jspecify.annotations.NullMarked;
