/// Messages that nobody answered, and what is to become of them.
@NullMarked
package io.centter.console.screens.deadletters;

import org.jspecify.annotations.NullMarked;
