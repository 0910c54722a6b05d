/// Who publishes skills.
@NullMarked
package io.centter.console.screens.publishers;

import org.jspecify.annotations.NullMarked;
