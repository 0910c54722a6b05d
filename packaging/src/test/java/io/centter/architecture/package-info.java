/// Who may import whom, as data, and the rules a compiler cannot check.
@NullMarked
package io.centter.architecture;

import org.jspecify.annotations.NullMarked;
