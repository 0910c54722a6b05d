/// Several control planes on one database and one broker.
@NullMarked
package io.centter.control.planes;

import org.jspecify.annotations.NullMarked;
