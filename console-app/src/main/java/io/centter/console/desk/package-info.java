/// The parts that every screen is built from: what is read and what is said while it is not there, tables, and edits
/// that show what they will do.
@NullMarked
package io.centter.console.desk;

import org.jspecify.annotations.NullMarked;
