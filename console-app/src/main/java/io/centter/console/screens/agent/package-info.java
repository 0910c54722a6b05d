/// One agent: facts, presence history, skills.
@NullMarked
package io.centter.console.screens.agent;

import org.jspecify.annotations.NullMarked;
