/// What happened in a network, numbered without gaps, as consoles and coordinators hear it.
@NullMarked
package io.centter.model.event;

import org.jspecify.annotations.NullMarked;
