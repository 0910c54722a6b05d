/// The keys that sign tokens, and what a token is still good for.
@NullMarked
package io.centter.console.screens.keys;

import org.jspecify.annotations.NullMarked;
