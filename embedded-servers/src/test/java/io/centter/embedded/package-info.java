@NullMarked
package io.centter.embedded;

import org.jspecify.annotations.NullMarked;
