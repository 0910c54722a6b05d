@NullMarked
package io.centter.embedded.host;

import org.jspecify.annotations.NullMarked;
