/// The console as a whole: its rules of construction, its pictures, its speed.
@NullMarked
package io.centter.console;

import org.jspecify.annotations.NullMarked;
