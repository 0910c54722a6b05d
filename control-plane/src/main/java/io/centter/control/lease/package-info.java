/// Duties that one process at a time has, among all that run on one database.
@NullMarked
package io.centter.control.lease;

import org.jspecify.annotations.NullMarked;
