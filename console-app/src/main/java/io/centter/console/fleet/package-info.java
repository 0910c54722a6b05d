/// The observable picture of a fleet, folded from what the hub reports.
@NullMarked
package io.centter.console.fleet;

import org.jspecify.annotations.NullMarked;
