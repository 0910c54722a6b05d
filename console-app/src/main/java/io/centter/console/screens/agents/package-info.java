/// The live table of agents.
@NullMarked
package io.centter.console.screens.agents;

import org.jspecify.annotations.NullMarked;
