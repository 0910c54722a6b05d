/// Skills of the marketplace: versions, commands, reviews, and installing them.
@NullMarked
package io.centter.console.screens.market;

import org.jspecify.annotations.NullMarked;
