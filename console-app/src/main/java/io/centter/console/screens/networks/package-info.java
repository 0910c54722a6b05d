/// The networks of a person, and the doors of each.
@NullMarked
package io.centter.console.screens.networks;

import org.jspecify.annotations.NullMarked;
