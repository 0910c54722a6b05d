@NullMarked
package io.centter.embedded.nats;

import org.jspecify.annotations.NullMarked;
