@NullMarked
package io.centter.embedded.postgres;

import org.jspecify.annotations.NullMarked;
