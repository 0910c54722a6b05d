/// How the agents of a network reach each other: kept level with what they say, recorded, and answered from memory.
@NullMarked
package io.centter.control.route;

import org.jspecify.annotations.NullMarked;
