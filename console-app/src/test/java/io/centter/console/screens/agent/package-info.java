/// One agent in full, and what is done with agents, at a real control plane.
@NullMarked
package io.centter.console.screens.agent;

import org.jspecify.annotations.NullMarked;
