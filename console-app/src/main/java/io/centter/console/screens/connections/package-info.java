/// How one agent reaches each other, as a graph around it, and what would remain without a transport or an agent.
@NullMarked
package io.centter.console.screens.connections;

import org.jspecify.annotations.NullMarked;
