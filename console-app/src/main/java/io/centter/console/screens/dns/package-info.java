/// What the names of agents stand for.
@NullMarked
package io.centter.console.screens.dns;

import org.jspecify.annotations.NullMarked;
