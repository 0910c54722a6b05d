/// How all of this is written as JSON.
@NullMarked
package io.centter.model.wire;

import org.jspecify.annotations.NullMarked;
