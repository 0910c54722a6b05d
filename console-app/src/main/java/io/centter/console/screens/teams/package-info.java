/// Teams and the agents in them.
@NullMarked
package io.centter.console.screens.teams;

import org.jspecify.annotations.NullMarked;
