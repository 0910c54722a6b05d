/// What agents send each other, and the subjects all of it travels on.
@NullMarked
package io.centter.model.message;

import org.jspecify.annotations.NullMarked;
