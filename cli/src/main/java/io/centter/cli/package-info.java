/// The `centter` command line.
@NullMarked
package io.centter.cli;

import org.jspecify.annotations.NullMarked;
