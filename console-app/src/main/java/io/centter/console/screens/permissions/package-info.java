/// What agents may do, where each right comes from, and giving or taking one by hand.
@NullMarked
package io.centter.console.screens.permissions;

import org.jspecify.annotations.NullMarked;
