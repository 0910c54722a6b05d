/// The fold: what comes late, twice, or not at all.
@NullMarked
package io.centter.console.fleet;

import org.jspecify.annotations.NullMarked;
