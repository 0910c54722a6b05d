/// Why one agent can call a skill of another, or why not.
@NullMarked
package io.centter.console.screens.explain;

import org.jspecify.annotations.NullMarked;
