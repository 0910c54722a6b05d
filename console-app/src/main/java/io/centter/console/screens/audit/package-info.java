/// What was done, by whom, and the proof that the log is whole.
@NullMarked
package io.centter.console.screens.audit;

import org.jspecify.annotations.NullMarked;
