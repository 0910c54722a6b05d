/// What the broker refused to agents, and allowing it.
@NullMarked
package io.centter.console.screens.denied;

import org.jspecify.annotations.NullMarked;
