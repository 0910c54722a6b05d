/// What networks use: counted in memory where it happens, and written in batches.
@NullMarked
package io.centter.control.usage;

import org.jspecify.annotations.NullMarked;
